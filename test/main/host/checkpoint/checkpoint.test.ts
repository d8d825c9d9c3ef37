import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readSnapshot, surveyCheckpoints } from '../../../../src-main/host/checkpoint/read.ts'
import { writeCheckpoint } from '../../../../src-main/host/checkpoint/write.ts'

let run: string
const snapshot = Uint8Array.from({ length: 3000 }, (_, i) => (i * 7) % 256)
const draft = (step: number) => ({ step, snapshot, origin: '{"run":"a"}' })
const none = async () => undefined

beforeEach(() => {
  run = mkdtempSync(join(tmpdir(), 'cusp-checkpoint-'))
})
afterEach(() => rmSync(run, { recursive: true, force: true }))

describe('host/checkpoint', () => {
  it('reads back what it wrote, and keeps the last two', async () => {
    for (const step of [10, 20, 30]) await writeCheckpoint(run, draft(step), none)
    expect(readdirSync(run)).toEqual(['step-0000000020', 'step-0000000030'])
    const { sound, damaged } = await surveyCheckpoints(run)
    expect(sound).toMatchObject({ step: 30, folder: 'step-0000000030', bytes: 3000 })
    expect(damaged).toEqual([])
    const read = await readSnapshot(run, 'step-0000000030')
    expect(read.bytes).toEqual(snapshot)
    expect(read.hash).toBe(sound?.hash)
  })

  it('sees any bit flipped in any file, and falls back on the one before', async () => {
    await writeCheckpoint(run, draft(1), none)
    await writeCheckpoint(run, draft(2), none)
    const newest = join(run, 'step-0000000002')
    const files = readdirSync(newest)
    expect(files.sort()).toEqual(['manifest.json', 'origin.json', 'snapshot.bin'])
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files.filter((name) => name !== 'manifest.json')),
        fc.nat(),
        fc.integer({ min: 0, max: 7 }),
        async (name, position, bit) => {
          const file = join(newest, name)
          const good = readFileSync(file)
          const bad = Buffer.from(good)
          bad[position % bad.length] ^= 1 << bit
          writeFileSync(file, bad)
          const { sound, damaged } = await surveyCheckpoints(run)
          writeFileSync(file, good)
          expect(sound?.step).toBe(1)
          expect(damaged[0].reason).toContain(file)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('sees a cut file, a missing one and a renamed folder', async () => {
    const spoil: ((folder: string) => void)[] = [
      (folder) => writeFileSync(join(folder, 'snapshot.bin'), snapshot.subarray(1)),
      (folder) => rmSync(join(folder, 'origin.json')),
      (folder) => rmSync(join(folder, 'manifest.json')),
      (folder) => writeFileSync(join(folder, 'manifest.json'), '{"version":1'),
    ]
    for (const harm of spoil) {
      await writeCheckpoint(run, draft(5), none)
      harm(join(run, 'step-0000000005'))
      const { sound, damaged } = await surveyCheckpoints(run)
      expect(sound).toBeNull()
      expect(damaged).toHaveLength(1)
    }
  })

  it('publishes nothing when what must happen before fails', async () => {
    const fails = () => Promise.reject(new Error('host gone'))
    await expect(writeCheckpoint(run, draft(5), fails)).rejects.toThrow('host gone')
    expect(readdirSync(run)).toEqual([])
  })

  it('takes no notice of half-written ones, and clears them away', async () => {
    mkdirSync(join(run, 'step-0000000007.tmp'))
    writeFileSync(join(run, 'step-0000000007.tmp', 'snapshot.bin'), 'half')
    expect(await surveyCheckpoints(run)).toEqual({ sound: null, damaged: [] })
    mkdirSync(join(run, 'step-0000000005.tmp'))
    await writeCheckpoint(run, draft(7), none)
    expect(readdirSync(run)).toEqual(['step-0000000007'])
  })

  it('finds nothing where nothing was ever saved', async () => {
    expect(await surveyCheckpoints(join(run, 'nowhere'))).toEqual({ sound: null, damaged: [] })
  })
})
