import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CuspError } from '#errors'
import type { RunSummary } from '#contract'
import { parseStudy, type RunSpec, type Study } from '#spec'
import { summarise, type Desk } from '../desk.ts'
import { startRuns } from './runs.ts'

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

export function startSample(desk: Desk): { runs: string[] } {
  const { name, specs } = readSample(desk.resources)
  return startRuns(desk, specs, name, name)
}

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
