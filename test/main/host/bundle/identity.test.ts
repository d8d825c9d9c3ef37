import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { purge } from '../purge.ts'
import { bundleOfDraft, draft, id } from './forge.ts'
import { bring, bundleOf, openFolder, type Folder } from './rig.ts'

let here: Folder
let there: Folder
let drawn = 0
beforeAll(async () => {
  here = await openFolder()
  there = await openFolder()
})
afterAll(async () => {
  await here.close()
  await there.close()
})

/** What a person may have written, in any language, and numbers that a loss may take. */
const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
const anyRun = fc.record({
  note: fc.string({ unit: 'grapheme', maxLength: 200 }),
  tags: fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/), { maxLength: 4 }),
  text: words,
  // JSON has no −0.
  values: fc.array(
    fc.double({ noDefaultInfinity: true, noNaN: true }).map((value) => value + 0),
    { minLength: 1, maxLength: 60 },
  ),
  activeMs: fc.integer({ min: 0, max: 1e9 }),
})
type AnyRun = typeof anyRun extends fc.Arbitrary<infer Run> ? Run : never

function bundleWith({ note, tags, text, values, activeMs }: AnyRun): Buffer {
  const made = draft((run, metrics) => {
    run.activeMs = activeMs
    run.seq = values.length + 1
    run.events[0].text = text
    const numbers = values.map((_, i) => i + 1)
    metrics.series = [{ name: 'loss', steps: numbers, values, seqs: numbers.map((n) => n + 1) }]
  })
  const labels = tags.map((name) => ({ kind: 'tag', name }))
  const shelf = made.items.find(({ kind }) => kind === 'shelf')
  if (shelf) shelf.contents = Buffer.from(JSON.stringify({ notes: note, labels, archivedAt: null }))
  return bundleOfDraft(made)
}

/** Everything of the run that is not of its folder. */
async function known({ host: { client } }: Folder) {
  const { summary, repeat: _here, ...detail } = await client.runs.get({ run: id })
  const { number: _place, ...rest } = summary
  const evaluations = detail.evaluations.map(({ id: _key, ...made }) => made)
  const { points, log, seq } = await client.runs.since({ run: id, seq: 0 })
  return { rest, ...detail, evaluations, points, log, seq }
}

async function forget({ host: { client } }: Folder): Promise<void> {
  await client.shelf.delete({ runs: [id], on: true })
  await purge(client, [id])
}

describe('host/bundle: out and in again', () => {
  it('is the identity, whatever a run is called, noted, tagged and measured', async () => {
    await fc.assert(
      fc.asyncProperty(anyRun, async (run) => {
        const name = `${drawn++}.cusp`
        const path = join(there.dataDir, name)
        writeFileSync(path, bundleWith(run))
        try {
          await bring(here, path)
          await bring(there, await bundleOf(here, { runs: [id], checkpoints: true }, name))
          const [first, second] = [await known(here), await known(there)]
          expect(second).toEqual(first)
          const losses = second.points.filter((point) => point.name === 'loss')
          expect(losses.map(({ value }) => value)).toEqual(run.values)
          expect(second.log.some(({ text }) => text === run.text)).toBe(true)
        } finally {
          await forget(here)
          await forget(there)
        }
      }),
      { numRuns: 25 },
    )
  })
})
