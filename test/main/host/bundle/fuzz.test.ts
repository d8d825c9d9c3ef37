import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CuspError } from '#errors'
import { purge } from '../purge.ts'
import { bundleOfDraft, draft, id } from './forge.ts'
import { bring, openFolder, type Folder } from './rig.ts'
import { everythingIn } from './traces.ts'

const sound = bundleOfDraft(draft())
const codes = ['bundle.malformed', 'bundle.newer']

let folder: Folder
let whole: unknown
beforeAll(async () => {
  folder = await openFolder()
  expect(await attempt(sound)).toBe('brought')
  whole = await known()
  await forget()
})
afterAll(() => folder.close())

async function known(): Promise<unknown> {
  const { client } = folder.host
  const { summary, ...detail } = await client.runs.get({ run: id })
  const { points, log } = await client.runs.since({ run: id, seq: 0 })
  const { number: _number, ...rest } = summary
  const evaluations = detail.evaluations.map(({ id: _id, ...made }) => made)
  return { rest, ...detail, evaluations, points, log }
}

async function forget(): Promise<void> {
  const { client } = folder.host
  await client.shelf.delete({ runs: [id], on: true })
  await purge(client, [id])
}

/** The code that a file is refused by, or that it was brought in. */
async function attempt(bytes: Uint8Array): Promise<string> {
  const path = join(folder.dataDir, 'fuzzed.cusp')
  writeFileSync(path, bytes)
  try {
    await bring(folder, path)
    return 'brought'
  } catch (error) {
    if (error instanceof CuspError) return error.code
    throw error
  }
}

async function holds(bytes: Uint8Array): Promise<void> {
  writeFileSync(join(folder.dataDir, 'fuzzed.cusp'), bytes)
  const before = everythingIn(folder.dataDir)
  const code = await attempt(bytes)
  if (code === 'brought') {
    // What was flipped belongs to no content, as the date in a header of the archive.
    expect(await known()).toEqual(whole)
    await forget()
  } else {
    expect(codes).toContain(code)
    expect(everythingIn(folder.dataDir)).toEqual(before)
  }
}

const flips = fc.array(fc.record({ at: fc.nat(sound.length - 1), bit: fc.nat(7) }), {
  minLength: 1,
  maxLength: 4,
})

describe('host/bundle', () => {
  it('is brought in as it was or refused without a trace, whichever bits are flipped', async () => {
    await fc.assert(
      fc.asyncProperty(flips, async (where) => {
        const bytes = Buffer.from(sound)
        for (const { at, bit } of where) bytes[at] ^= 1 << bit
        await holds(bytes)
      }),
      { numRuns: 100, seed: 1 },
    )
  })

  it('is refused without a trace wherever it is cut off', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(sound.length - 1), async (length) => {
        const path = join(folder.dataDir, 'fuzzed.cusp')
        writeFileSync(path, sound.subarray(0, length))
        const before = everythingIn(folder.dataDir)
        expect(await attempt(sound.subarray(0, length))).toBe('bundle.malformed')
        expect(everythingIn(folder.dataDir)).toEqual(before)
      }),
      { numRuns: 40, seed: 2 },
    )
  })

  it('is refused without a trace whatever its documents become', async () => {
    const paths = draft().items.map(({ path }) => path)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.json({ maxDepth: 4 }), async (path, text) => {
        const made = draft()
        for (const item of made.items) if (item.path === path) item.contents = Buffer.from(text)
        const before = everythingIn(folder.dataDir)
        const code = await attempt(bundleOfDraft(made))
        expect(code).toBe('bundle.malformed')
        const { files, tables } = everythingIn(folder.dataDir)
        expect(tables).toEqual(before.tables)
        expect(Object.keys(files)).toEqual(Object.keys(before.files))
      }),
      { numRuns: 40, seed: 3 },
    )
  })
})
