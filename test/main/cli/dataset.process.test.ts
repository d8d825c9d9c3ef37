import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DatasetList } from '#contract'
import { formatDatasets } from '../../../src-main/cli/print/datasets.ts'
import { encodeNpy, encodeZip } from '../dataset/formats/encode.ts'
import { errorIn, runCusp, type Ended } from './run-cusp.ts'

const digits = join(import.meta.dirname, '../../../resources/digits')
let folder = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-test-'))
  expect(await cusp('add', 'idx', digits, '--name', 'copy')).toMatchObject({ code: 0 })
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const cusp = (...args: string[]): Promise<Ended> => runCusp(['dataset', ...args], folder)
const answered = <T>({ stdout }: Ended): T => JSON.parse(stdout) as T

const spec = (source: object, test = 64) => ({
  version: 1,
  name: 'on a copy',
  dataset: { source, train: 64, test },
  model: { architecture: 'std-cnn' },
  epochs: 1,
  batchSize: 64,
  probe: { count: 16 },
  curriculum: { lanes: {} },
  evaluation: { version: 1, name: 'q', subset: { count: 16 }, plans: [{ attack: 'clean' }] },
})

const run = (name: string, document: object): Promise<Ended> => {
  const file = join(folder, `${name}.json`)
  writeFileSync(file, JSON.stringify(document))
  return runCusp(['run', file, '--json'], folder)
}

describe('cli: datasets', () => {
  it('lists what ships and what was added', async () => {
    const { datasets, damaged } = answered<DatasetList>(await cusp('list', '--json'))
    const table = formatDatasets({ datasets, damaged: [{ name: 'x', problem: 'no manifest' }] })
    expect(table).toMatch(/^copy +examples +10000 +– +– +28 × 28 × 1 +10 /m)
    expect(table).toMatch(/^x is damaged: no manifest$/m)
    expect(datasets.map(({ name, kind }) => [name, kind])).toEqual([
      ['digits', 'shipped'],
      ['copy', 'examples'],
    ])
    // The same images, labels and shape: one hash, wherever they are read from.
    expect(datasets[1].hash).toBe(datasets[0].hash)
    expect(damaged).toEqual([])
  })

  it('shows classes, duplicates and statistics, and draws a sheet of examples', async () => {
    const file = join(folder, 'sheet.png')
    const { stdout, code } = await cusp('show', 'copy', '--preview', file)
    expect(code).toBe(0)
    expect(stdout).toMatch(/^ +7 +7 +1070 +10\.7 %$/m)
    expect(stdout).toMatch(/^duplicates +0$/m)
    const { width, height, channels } = await sharp(readFileSync(file)).metadata()
    // Ten by ten images of 28 pixels with a gap of two.
    expect({ width, height, channels }).toEqual({ width: 302, height: 302, channels: 1 })
  })

  it('trains on a stored dataset by its name', async () => {
    const ended = await run('stored', spec({ kind: 'stored', name: 'copy' }))
    expect(answered<{ runs: { state: string }[] }>(ended).runs[0].state).toBe('finished')
  })

  it('verifies every byte and names the file that is damaged', async () => {
    const x = { bytes: encodeNpy('|u1', [2, 2, 2], Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8)) }
    const y = { bytes: encodeNpy('|u1', [2], Uint8Array.of(0, 1)) }
    writeFileSync(join(folder, 'Tiny Set.npz'), encodeZip({ 'x.npy': x, 'y.npy': y }))
    const added = await cusp('add', 'npz', 'Tiny Set.npz', '--classes', 'cat, dog')
    expect(added.stdout).toContain('Stored as "tiny-set": 2 images.')
    const file = join(folder, 'data', 'datasets', 'tiny-set', 'labels.bin')
    writeFileSync(file, Uint8Array.of(1, 1))
    const { code, stdout } = await cusp('verify')
    expect(code).toBe(2)
    expect(stdout).toMatch(/^copy: sound, 2 files, 7\.5 MiB$/m)
    expect(stdout).toContain(`tiny-set: The dataset file ${file} is not as it was written`)
  })

  it('says where images of the test part are trained on, or have two labels', async () => {
    const x = (...pixels: number[]) => ({
      bytes: encodeNpy('|u1', [2, 2, 2], Uint8Array.from(pixels)),
    })
    const y = { bytes: encodeNpy('|u1', [2], Uint8Array.of(0, 1)) }
    const train = { 'x_train.npy': x(1, 2, 3, 4, 5, 6, 7, 8), 'y_train.npy': y }
    const test = { 'x_test.npy': x(9, 9, 9, 9, 1, 2, 3, 4), 'y_test.npy': y }
    writeFileSync(join(folder, 'leak.npz'), encodeZip({ ...train, ...test }))
    const { stdout } = await cusp('add', 'npz', 'leak.npz')
    expect(stdout).toContain(
      'Stored as "leak": 4 images. 1 test image is in train too, pixel for pixel. ' +
        '1 image is there with more than one label.',
    )
  })

  it('refuses a taken name and a bad source in one sentence, and stores nothing of them', async () => {
    mkdirSync(join(folder, 'empty'))
    const cases: [string[], string, RegExp][] = [
      [['idx', digits, '--name', 'copy'], 'dataset.exists', /already stored under the name "copy"/],
      [
        ['cifar-10', 'empty'],
        'dataset.missing',
        /data_batch_1\.bin is not there; the folder cifar/,
      ],
    ]
    const ended = await Promise.all(cases.map(([args]) => cusp('add', ...args, '--json')))
    ended.forEach((one, i) => {
      const [, code, says] = cases[i]
      expect(one.code).toBe(2)
      expect(errorIn(one)).toMatchObject({ code, message: expect.stringMatching(says) as string })
    })
    expect(readdirSync(join(folder, 'data', 'datasets'))).not.toContain('empty')
  })
})
