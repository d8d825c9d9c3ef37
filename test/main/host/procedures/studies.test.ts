import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLiveHost, type LiveHost } from '#host'
import { basisOf, findingsOf, verdictOf } from '#study'
import { tinySpec } from '../tiny-spec.ts'

let dataDir: string
let host: LiveHost

/** A host that computes nothing: what waits, waits. */
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'cusp-host-'))
  host = await openLiveHost({ dataDir, log: () => undefined, computes: false })
})
afterEach(async () => {
  await host.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const name = 'two'
const specs = [
  { ...tinySpec, name: 'one' },
  { ...tinySpec, name: 'other', epochs: 3 },
  { ...tinySpec, name: 'one', seed: 1 },
]
const start = () => host.client.studies.start({ name, specs })
const stateOf = async (run: string) => (await host.client.runs.get({ run })).summary.state

describe('host/procedures/studies', () => {
  it('makes a run of each spec, in their order, under the name of the study', async () => {
    const { runs } = await start()
    const made = await Promise.all(runs.map((run) => host.client.runs.get({ run })))
    expect(made.map(({ summary }) => [summary.name, summary.seed])).toEqual([
      ['one', 0],
      ['other', 0],
      ['one', 1],
    ])
    expect(new Set(made.map(({ summary }) => summary.study))).toEqual(new Set([name]))
  })

  it('finds them again by settings and seed, whatever the order', async () => {
    const { runs } = await start()
    const again = await host.client.studies.start({ name, specs: specs.toReversed() })
    expect(again.runs).toEqual(runs.toReversed())
    expect(await host.client.runs.list()).toHaveLength(3)
  })

  it('lets what was paused wait again, and makes anew what was cancelled', async () => {
    const { runs } = await start()
    await host.client.runs.pause({ run: runs[0] })
    await host.client.runs.cancel({ run: runs[1] })
    const again = await start()
    expect([again.runs[0], again.runs[2]]).toEqual([runs[0], runs[2]])
    expect(again.runs[1]).not.toBe(runs[1])
    expect(await Promise.all(again.runs.map(stateOf))).toEqual(['queued', 'queued', 'queued'])
    expect(await stateOf(runs[1])).toBe('cancelled')
  })

  it('takes no run of another study for its own', async () => {
    const { runs } = await start()
    const other = await host.client.studies.start({ name: 'another', specs })
    expect(other.runs.filter((run) => runs.includes(run))).toEqual([])
  })
})

describe('host/procedures/studies, finished ones', () => {
  it.each(['claims-a', 'claims-b', 'claims-c'])(
    'says of %s what its document in resources says, from predictions alone',
    async (study) => {
      const { findings, basis } = await host.client.studies.verdict({ name: study })
      const file = new URL(`../../../../resources/claims/${study}.md`, import.meta.url)
      const document = readFileSync(file, 'utf8')
      for (const { by, finding, tests } of findings)
        expect(document).toContain(`Measured by ${by}: ${finding} (${tests}).`)
      for (const sentence of basis) expect(document).toContain(sentence)
      // Brought in, its runs say the same.
      await host.client.studies.open({ name: study })
      const runs = await host.client.runs.list()
      const details = await Promise.all(runs.map(({ id }) => host.client.runs.get({ run: id })))
      const verdict = verdictOf({ name: study, size: 'digits', runs: details })
      expect(findingsOf(verdict)).toEqual(findings)
      expect(basisOf(verdict)).toEqual(basis)
    },
    60_000,
  )

  it('refuses a claim that there is none of, naming those there are', async () => {
    const asked = host.client.studies.verdict({ name: 'claims-z' })
    await expect(asked).rejects.toMatchObject({ code: 'study.unknown' })
  })
})
