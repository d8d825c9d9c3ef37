import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { replaceFile } from '#disk'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-replace-'))
  file = join(folder, 'figure.svg')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const text = (path: string) => readFileSync(path, 'utf8')

describe('disk/replace', () => {
  it('writes a new file, and over an older one, with its rights', async () => {
    await replaceFile(file, 'first')
    chmodSync(file, 0o640)
    await replaceFile(file, 'second')
    expect(text(file)).toBe('second')
    expect(statSync(file).mode & 0o777).toBe(0o640)
    expect(readdirSync(folder)).toEqual(['figure.svg'])
  })

  it('writes where a link leads, and keeps the link', async () => {
    writeFileSync(join(folder, 'real.svg'), 'old')
    symlinkSync(join(folder, 'real.svg'), file)
    await replaceFile(file, 'new')
    expect(text(join(folder, 'real.svg'))).toBe('new')
    expect(readdirSync(folder).sort()).toEqual(['figure.svg', 'real.svg'])
  })

  it('writes into a pipe, which stays one', async () => {
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    const read = readFile(pipe, 'utf8')
    await replaceFile(pipe, 'through it')
    expect(await read).toBe('through it')
    expect(statSync(pipe).isFIFO()).toBe(true)
  })

  it('leaves what is there, and nothing beside it, where it cannot be written', async () => {
    mkdirSync(join(folder, 'sub'))
    await expect(replaceFile(join(folder, 'sub'), 'x')).rejects.toMatchObject({ code: 'EISDIR' })
    await expect(replaceFile(join(folder, 'none', 'x'), 'x')).rejects.toMatchObject({
      code: 'ENOENT',
    })
    expect(readdirSync(folder)).toEqual(['sub'])
  })
})
