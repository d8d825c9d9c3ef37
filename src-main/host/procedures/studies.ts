import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CuspError } from '#errors'
import type { RunSummary } from '#contract'
import { parseStudy, type RunSpec, type Study } from '#spec'
import type { RunRow } from '#store'
import { configKeyNow } from '#study'
import { summarise, type Desk } from '../desk.ts'
import { addRuns } from '../new-run.ts'
import { resumeRun, startRuns } from './runs.ts'

interface SampleStudy {
  readonly name: string
  readonly question: string
  readonly specs: RunSpec[]
  readonly runs: RunSummary[]
}

export function sampleStudy(desk: Desk): SampleStudy {
  const { name, question, specs } = readSample(desk.resources)
  const runs = desk.store.runs.ofStudy(name).map((run) => summarise(desk, run))
  return { name, question, specs, runs }
}

export function startSample(desk: Desk): Promise<{ runs: string[] }> {
  const { name, specs } = readSample(desk.resources)
  return startRuns(desk, specs, name, name)
}

/**
 * A run for each spec: one already made of the same settings and seed where there is one, unless it
 * failed or was cancelled, else a new one. Those that were paused or cut off wait in the queue again.
 */
export async function startStudy(
  desk: Desk,
  name: string,
  specs: readonly RunSpec[],
): Promise<{ runs: string[] }> {
  const known = new Map<string, RunRow>()
  for (const run of desk.store.runs.ofStudy(name)) {
    const isLost = run.state === 'failed' || run.state === 'cancelled'
    if (!isLost) known.set(memberKey(desk.store.runs.spec(run.number)), run)
  }
  const missing = specs.filter((spec) => !known.has(memberKey(spec)))
  const made = addRuns(desk, missing, { group: name, study: name })
  missing.forEach((spec, i) => known.set(memberKey(spec), made[i]))
  const runs = specs.flatMap((spec) => known.get(memberKey(spec)) ?? [])
  for (const { id, state } of runs) {
    if (state === 'paused' || state === 'interrupted') await resumeRun(desk, id)
  }
  return { runs: runs.map(({ id }) => id) }
}

const memberKey = (spec: RunSpec): string => `${configKeyNow(spec)} ${spec.seed}`

/** @throws CuspError `spec.unreadable` or `spec.invalid`, naming the file. */
export function readSample(resources: string): Study {
  const file = join(resources, 'study', 'digits.json')
  let document: unknown
  try {
    document = JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    const message = `The sample study ${file} cannot be read (${reason}); install Cusp again.`
    throw new CuspError('spec.unreadable', message, { place: file, cause })
  }
  return parseStudy(document, file)
}
