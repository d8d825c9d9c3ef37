import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { base } from '../main/dataset/import/sources.ts'
import type { Tried } from './programs/write-despite.ts'
import type { WriterName } from './programs/writers.ts'
import { newFolder, removeFolder } from './rig.ts'

const program = join(import.meta.dirname, 'programs/write-despite.ts')

let root: string
beforeEach(() => {
  root = newFolder()
  writeFileSync(join(root, 'images.npz'), base['base.npz'])
})
afterEach(() => removeFolder(root))

async function tryAll(name: WriterName): Promise<Tried[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, name, root], {
    maxBuffer: 1e8,
  })
  const lines = stdout.trim().split('\n')
  return lines.map((line) => JSON.parse(line) as Tried)
}

const rows: readonly { readonly name: WriterName; readonly what: string }[] = [
  { name: 'checkpoint', what: 'a checkpoint after others' },
  { name: 'checkpointAgain', what: 'a checkpoint where one of its step is' },
  { name: 'dataset', what: 'an imported dataset' },
  { name: 'model', what: 'an imported network' },
  { name: 'exported', what: 'an exported network' },
  { name: 'exportedByCopy', what: 'an exported network on a disk without links' },
  { name: 'fetched', what: 'a bundle that is brought and fetched' },
  { name: 'figure', what: 'a figure over an older one' },
  { name: 'bundle', what: 'a bundle' },
  { name: 'backup', what: 'a backup' },
]

describe('faults: the n-th call of the file system fails, for every n', () => {
  it.each(rows)('$what is there whole, or what was there before is', async ({ name }) => {
    const all = await tryAll(name)
    const failing = all.filter(({ mode }) => mode !== 'short')
    expect(failing.length).toBeGreaterThan(3)
    const done = all.find(({ error }) => error === null)?.again ?? failing[0].again
    expect(done).not.toEqual(all[0].before)
    for (const tried of all) {
      expect([tried.before, done], JSON.stringify(tried)).toContainEqual(tried.after)
      // What says that it is done, is.
      if (tried.error === null) expect(tried.after, JSON.stringify(tried)).toEqual(done)
      // A file that is complete is not written over, and says so.
      const isThere = JSON.stringify(tried.after) === JSON.stringify(done)
      if (!isThere) expect(tried.again, JSON.stringify(tried)).toEqual(done)
      if (tried.mode === 'short') expect(tried.error, JSON.stringify(tried)).toBeNull()
    }
  })
})
