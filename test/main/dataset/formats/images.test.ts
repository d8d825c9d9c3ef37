import { mkdir, rename, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { decodeImage, readHeader } from '../../../../src-main/dataset/formats/image-file.ts'
import { readImageFolder } from '../../../../src-main/dataset/formats/image-folder.ts'
import type { ImageWish } from '../../../../src-main/dataset/formats/image-list.ts'
import { readLabelCsv } from '../../../../src-main/dataset/formats/label-csv.ts'
import { Reading } from '../../../../src-main/dataset/formats/reading.ts'
import { refusalOf, withFiles, type Files } from './folder.ts'

/** A PNG of one colour, grey if one number is given. */
function png(height: number, width: number, ...colour: number[]): Promise<Buffer> {
  const pixels = Uint8Array.from(
    { length: height * width * colour.length },
    (_, i) => colour[i % colour.length],
  )
  const channels = colour.length as 1 | 3 | 4
  const image = sharp(pixels, { raw: { height, width, channels } })
  return (channels === 1 ? image.toColourspace('b-w') : image).png().toBuffer()
}

let [dark, light, red, wide]: Buffer[] = Array.from({ length: 4 }, () => Buffer.of())
beforeAll(async () => {
  ;[dark, light, red] = [await png(4, 4, 10), await png(4, 4, 200), await png(4, 4, 255, 0, 0)]
  // Eight columns: the outer two on each side black, the middle four white.
  const columns = Uint8Array.from({ length: 32 }, (_, i) => (i % 8 < 2 || i % 8 > 5 ? 0 : 255))
  wide = await sharp(columns, { raw: { height: 4, width: 8, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toBuffer()
})

const folder = (files: Files, wish: ImageWish = {}) =>
  withFiles(files, (root) => readImageFolder(root, wish, new Reading()))

describe('dataset/formats/image-file', () => {
  it('covers a square by the shorter side and cuts out the centre', async () => {
    const pixels = await decodeImage(wide, 'wide.png', { height: 4, width: 4, colour: 'grey' })
    expect([...pixels]).toEqual(new Array(16).fill(255))
  })

  it('makes grey of colour, colour of grey, black of transparency and eight bits of sixteen', async () => {
    const form = { height: 1, width: 1 }
    const clear = await png(1, 1, 255, 255, 255, 0)
    const deep = await sharp(Uint16Array.of(0x8080), { raw: { height: 1, width: 1, channels: 1 } })
      .toColourspace('grey16')
      .png()
      .toBuffer()
    expect([...(await decodeImage(light, '', { ...form, colour: 'rgb' }))]).toEqual([200, 200, 200])
    expect([...(await decodeImage(clear, '', { ...form, colour: 'rgb' }))]).toEqual([0, 0, 0])
    expect([...(await decodeImage(deep, '', { ...form, colour: 'grey' }))]).toEqual([0x80])
    const [grey] = await decodeImage(red, '', { ...form, colour: 'grey' })
    // Luminance of sRGB red, 0.2126 in linear light.
    expect(grey).toBeGreaterThan(40)
    expect(grey).toBeLessThan(140)
  })

  it('turns a JPEG as its EXIF orientation says', async () => {
    const turned = await sharp(wide).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    expect(await readHeader(turned, 'turned.jpg')).toMatchObject({ height: 8, width: 4 })
  })

  it.each([
    [
      'a text',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      /neither a PNG nor a JPEG/,
    ],
    ['nothing', Buffer.of(), /neither a PNG nor a JPEG/],
    ['a signature alone', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), /cannot be decoded/],
  ])('refuses %s whatever its name', async (_, bytes, says) => {
    const form = { height: 4, width: 4, colour: 'grey' } as const
    // One after the other: a refusal that nobody waits for yet would be an error of its own.
    const works = [() => readHeader(bytes, 'x.png'), () => decodeImage(bytes, 'x.png', form)]
    for (const work of works) {
      expect(await refusalOf(work())).toMatchObject({
        code: 'dataset.malformed',
        place: 'x.png',
        message: expect.stringMatching(says) as string,
      })
    }
  })

  it('refuses a truncated image rather than filling it with grey', async () => {
    const noise = Uint8Array.from({ length: 64 * 64 }, (_, i) => (i * 7919) % 251)
    const whole = await sharp(noise, { raw: { height: 64, width: 64, channels: 1 } })
      .jpeg()
      .toBuffer()
    const form = { height: 64, width: 64, colour: 'grey' } as const
    const cut = whole.subarray(0, whole.length / 2)
    expect(await refusalOf(decodeImage(cut, 'cut.jpg', form))).toMatchObject({
      code: 'dataset.malformed',
    })
  })

  it('refuses a header of absurd size before any pixel is decoded', async () => {
    const bomb = Buffer.from(dark)
    // Width and height of the IHDR chunk.
    bomb.writeUInt32BE(60_000, 16)
    bomb.writeUInt32BE(60_000, 20)
    expect(await refusalOf(readHeader(bomb, 'bomb.png'))).toMatchObject({
      code: 'dataset.malformed',
    })
  })
})

describe('dataset/formats/image-folder', () => {
  it('takes folders as classes in alphabetical order, and passes other files over', async () => {
    const found = await folder({
      'dog/1.png': light,
      'cat/2.PNG': dark,
      'cat/1.png': light,
      'cat/notes.txt': 'x',
      '.hidden/x.png': 'x',
    })
    expect(found.classes).toEqual(['cat', 'dog'])
    expect(found.shape).toEqual({ height: 4, width: 4, channels: 1 })
    expect([...found.parts[0].labels]).toEqual([0, 0, 1])
    expect([0, 16, 32].map((at) => found.parts[0].images[at])).toEqual([200, 10, 200])
    expect(found.options).toEqual({ colour: 'grey', filesIgnored: 1 })
  })

  it.each(['test', 'val'])('takes train and %s as parts of one list of classes', async (name) => {
    const found = await folder({
      'train/a/1.png': dark,
      'train/b/1.png': light,
      [`${name}/b/2.png`]: light,
    })
    expect(found.parts.map(({ labels }) => [...labels])).toEqual([[0, 1], [1]])
    expect(found.classes).toEqual(['a', 'b'])
  })

  it('makes all of them RGB when one is, unless grey is asked for', async () => {
    const files = { 'a/1.png': dark, 'b/1.png': red }
    expect((await folder(files)).shape.channels).toBe(3)
    expect((await folder(files, { colour: 'grey' })).shape.channels).toBe(1)
  })

  it('refuses mixed sizes, and takes them when a size is asked for and stated', async () => {
    const files = { 'a/1.png': dark, 'b/1.png': wide }
    expect(await refusalOf(folder(files))).toMatchObject({
      code: 'dataset.malformed',
      message: expect.stringMatching(
        /b.1\.png: is 4 × 8, but a.1\.png is 4 × 4; give --size/,
      ) as string,
    })
    const { shape, options } = await folder(files, { size: 2 })
    expect(shape).toEqual({ height: 2, width: 2, channels: 1 })
    expect(options).toMatchObject({ size: 2, colour: 'grey' })
  })

  it.each<[string, Files, RegExp]>([
    ['an empty folder', {}, /holds no folders; one folder a class/],
    ['an empty class', { 'a/1.png': 'x', 'b/x.txt': '' }, /b: holds no PNG or JPEG files/],
    ['folders inside classes', { 'a/b/1.png': 'x' }, /is a folder inside a class/],
    [
      'a class of test alone',
      { 'train/a/1.png': 'x', 'test/b/1.png': 'x' },
      /train has no examples of/,
    ],
    ['an image that is none', { 'a/1.png': 'x', 'b/1.png': 'x' }, /1\.png: is neither a PNG/],
  ])('refuses %s', async (_, files, says) => {
    expect(await refusalOf(folder(files))).toMatchObject({
      code: 'dataset.malformed',
      message: expect.stringMatching(says) as string,
    })
  })

  it('refuses links, to files and to folders', () =>
    withFiles({ 'a/1.png': dark, 'b/1.png': light, 'elsewhere.png': dark }, async (root) => {
      await symlink(join(root, 'a'), join(root, 'c'))
      expect(await refusalOf(readImageFolder(root, {}, new Reading()))).toMatchObject({
        message: expect.stringMatching(/c: is a link/) as string,
      })
      await rename(join(root, 'c'), join(root, '.c'))
      await symlink(join(root, 'elsewhere.png'), join(root, 'b', '2.png'))
      expect(await refusalOf(readImageFolder(join(root), {}, new Reading()))).toMatchObject({
        message: expect.stringMatching(/is a link/) as string,
      })
    }))
})

describe('dataset/formats/label-csv', () => {
  const csv = (text: string, files: Files = {}, wish: ImageWish = {}) =>
    withFiles({ 'labels.csv': text, '1.png': dark, 'deep/2.png': light, ...files }, (root) =>
      readLabelCsv(join(root, 'labels.csv'), undefined, wish, new Reading()),
    )

  it('names classes in alphabetical order, in the CSV’s order of files', async () => {
    const found = await csv('file,label\r\ndeep/2.png,"zebra, grey"\r\n1.png,ant\r\n')
    expect(found.classes).toEqual(['ant', 'zebra, grey'])
    expect([...found.parts[0].labels]).toEqual([1, 0])
    expect([found.parts[0].images[0], found.parts[0].images[16]]).toEqual([200, 10])
  })

  it('keeps labels that are numbers, and parts where a column tells them', async () => {
    const found = await csv('label,part,file\n3,train,1.png\n0,train,1.png\n3,test,deep/2.png\n')
    expect(found.classes).toEqual(['0', '1', '2', '3'])
    expect(found.parts.map(({ labels }) => [...labels])).toEqual([[3, 0], [3]])
  })

  it('reads images from another folder when told so', () =>
    withFiles(
      { 'l.csv': 'file,label\nx.png,0\ny.png,1\n', 'i/x.png': dark, 'i/y.png': light },
      async (root) => {
        const found = await readLabelCsv(join(root, 'l.csv'), join(root, 'i'), {}, new Reading())
        expect(found.parts[0].labels).toHaveLength(2)
      },
    ))

  it.each<[string, string, RegExp]>([
    [
      'another first line',
      'name,class\n1.png,0\n',
      /begins with "name,class"; a first line "file,label"/,
    ],
    ['no rows', 'file,label\n', /names no images/],
    ['an empty file', '', /begins with ""/],
    ['a short row', 'file,label\n1.png\n', /line 2 has 1 cells; 2 belong here/],
    ['a quote that stays open', 'file,label\n"1.png,0\n', /line 2 has a quote/],
    ['a label beyond 254', 'file,label\n1.png,0\n1.png,255\n', /line 3 has the label 255/],
    ['no label', 'file,label\n1.png,\n', /line 2 has no label/],
    ['another part', 'file,label,part\n1.png,0,dev\n', /the part "dev"; train or test/],
    [
      'a way out',
      'file,label\n../secret.png,0\n',
      /line 2 names "\.\.\/secret\.png"; a file inside/,
    ],
    ['a way out and in', 'file,label\ndeep/../../x.png,0\n', /a file inside the folder/],
    ['an absolute name', 'file,label\n/etc/passwd,0\n', /a file inside the folder/],
    ['a drive', 'file,label\nC:\\x.png,0\n', /a file inside the folder/],
    ['a file with a 0', 'file,label\n1.png\0,0\n', /a file inside the folder/],
    ['a cell of absurd length', `file,label\n${'x'.repeat(5000)},0\n`, /4096 characters a cell/],
  ])('refuses %s', async (_, text, says) => {
    expect(await refusalOf(csv(text))).toMatchObject({
      code: 'dataset.malformed',
      message: expect.stringMatching(says) as string,
    })
  })

  it('names a file that is missing', async () => {
    expect(await refusalOf(csv('file,label\nabsent.png,0\n1.png,1\n'))).toMatchObject({
      code: 'dataset.missing',
      message: expect.stringMatching(/absent\.png is not there/) as string,
    })
  })

  it('does not follow a link out of the folder of images', () =>
    withFiles(
      { 'secret/1.png': dark, 'data/l.csv': 'file,label\nin/1.png,0\nin/1.png,1\n' },
      async (root) => {
        await mkdir(join(root, 'data', 'x'))
        await symlink(join(root, 'secret'), join(root, 'data', 'in'))
        const reading = readLabelCsv(join(root, 'data', 'l.csv'), undefined, {}, new Reading())
        expect(await refusalOf(reading)).toMatchObject({
          code: 'dataset.malformed',
          message: expect.stringMatching(/leads outside/) as string,
        })
      },
    ))
})
