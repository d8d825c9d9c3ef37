import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ClaimVerdict } from '#contract'
import { CuspError } from '#errors'
import { basisOf, findingsOf, templateOf, templates, verdictOf } from '#study'
import {
  malformed,
  mostPacked,
  packArchive,
  recordedOf,
  recordOf,
  restore,
  unpackArchive,
} from '../archive/index.ts'
import type { Desk } from '../desk.ts'

export interface Opened {
  readonly study: string
  /** Every run of the archive, those that were there before included. */
  readonly runs: string[]
  readonly added: number
}

/** @throws CuspError `study.unknown` where no finished run is of that study. */
export function exportStudy({ store }: Desk, study: string): { archive: string; runs: number } {
  const finished = store.runs.ofStudy(study).filter(({ state }) => state === 'finished')
  const records = finished.flatMap((run) => recordOf(store, run) ?? [])
  if (records.length === 0) {
    const message = `No finished run is of a study "${study}"; "cusp study list" says which are.`
    throw new CuspError('study.unknown', message, { place: 'name' })
  }
  const packed = packArchive({ study, runs: records })
  if (packed.length > mostPacked) {
    throw malformed(
      study,
      `would have ${packed.length} bytes; at most ${mostPacked} are read again`,
    )
  }
  return { archive: packed.toString('base64'), runs: records.length }
}

/**
 * Brings finished runs in, all or none; those whose ids are there already stay as they are.
 * @throws CuspError `archive.malformed`, `spec.invalid`.
 */
export function importArchive(desk: Desk, packed: Uint8Array, place: string): Opened {
  const { store, notices, clock } = desk
  const { study, runs } = unpackArchive(packed, place)
  const fresh = runs.filter(({ id }) => store.runs.get(id) === undefined)
  store.transaction(() => {
    for (const record of fresh) restore(store, study, record, clock.now())
  })
  if (fresh.length > 0) notices.publish({ kind: 'runs' })
  return { study, runs: runs.map(({ id }) => id), added: fresh.length }
}

interface FinishedStudy {
  readonly name: string
  readonly title: string
  readonly claim: string
  /** Finished runs of it in this data folder. */
  readonly runs: string[]
}

/** The studies whose finished runs ship with Cusp. */
export function finishedStudies({ store, resources }: Desk): FinishedStudy[] {
  return templates
    .filter(({ name }) => existsSync(archiveOf(resources, name)))
    .map(({ name, title, claim }) => {
      const finished = store.runs.ofStudy(name).filter(({ state }) => state === 'finished')
      return { name, title, claim, runs: finished.map(({ id }) => id) }
    })
}

/** @throws CuspError `study.unknown`, `archive.malformed`. */
export function openFinished(desk: Desk, name: string): Opened {
  const file = finishedFile(desk, name)
  return importArchive(desk, readFinished(file), file)
}

/** Said once for each file: what ships does not change, and reading it all takes a tenth of a second. */
const verdicts = new Map<string, ClaimVerdict>()

/**
 * What the finished runs that ship say, brought in or not.
 * @throws CuspError `study.unknown`, `archive.malformed`.
 */
export function finishedVerdict(desk: Desk, name: string): ClaimVerdict {
  const file = finishedFile(desk, name)
  const known = verdicts.get(file)
  if (known) return known
  const runs = unpackArchive(readFinished(file), file).runs.map(recordedOf)
  const verdict = verdictOf({ name, size: 'digits', runs })
  const said = { findings: findingsOf(verdict), basis: basisOf(verdict) }
  verdicts.set(file, said)
  return said
}

const finishedFile = ({ resources }: Desk, name: string): string =>
  archiveOf(resources, templateOf(name).name)

function readFinished(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch {
    throw malformed(file, 'is not there; install Cusp again')
  }
}

const archiveOf = (resources: string, name: string): string =>
  join(resources, 'claims', `${name}.json.gz`)
