import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { CuspError, parseDocument } from '#errors'
import { archiveSchema, runRecordSchema, type RunRecord } from './record.ts'

/** The most bytes an archive may have, and may become: a bomb is refused before it unfolds. */
export const mostPacked = 4 * 2 ** 20
const mostUnpacked = 64 * 2 ** 20

export interface Archive {
  readonly study: string
  readonly runs: readonly RunRecord[]
}

/** Gzipped JSON; equal archives give equal bytes. */
export function packArchive({ study, runs }: Archive): Buffer {
  const manifest = runs.map((run) => ({ id: run.id, sha256: hashOf(run) }))
  const document = { format: 'cusp-finished-runs', version: 1, study, manifest, runs }
  return gzipSync(JSON.stringify(document), { level: 9 })
}

/**
 * Reads an archive, and checks every size and hash before anything is made of it.
 * @param place what the archive is called in messages.
 * @throws CuspError `archive.malformed`.
 */
export function unpackArchive(packed: Uint8Array, place: string): Archive {
  const { study, manifest, runs } = parseDocument(archiveSchema, unfolded(packed, place), {
    ...{ name: place, code: 'archive.malformed' },
  })
  if (runs.length !== manifest.length) {
    throw malformed(place, `names ${manifest.length} runs and holds ${runs.length}`)
  }
  const records = runs.map((run, i) => {
    const { id, sha256 } = manifest[i]
    if (hashOf(run) !== sha256) throw malformed(place, `holds run ${id} with another hash`)
    const name = `${place}, run ${id}`
    const record = parseDocument(runRecordSchema, run, { name, code: 'archive.malformed' })
    if (record.id !== id) throw malformed(place, `names run ${id} and holds ${record.id}`)
    requireWhole(record, place)
    return record
  })
  return { study, runs: records }
}

function unfolded(packed: Uint8Array, place: string): unknown {
  if (packed.length > mostPacked) {
    throw malformed(place, `has ${packed.length} bytes; at most ${mostPacked} are read`)
  }
  try {
    return JSON.parse(gunzipSync(packed, { maxOutputLength: mostUnpacked }).toString('utf8'))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw malformed(place, `is not gzipped JSON of at most ${mostUnpacked} bytes (${reason})`)
  }
}

/** Whatever is given image by image must be given of every image. */
function requireWhole({ id, metrics, evaluation }: RunRecord, place: string): void {
  const images = base64Length(evaluation.labels)
  const short = evaluation.plans.find(({ predictions }) => base64Length(predictions) !== images)
  if (short || base64Length(evaluation.subset) !== 4 * images) {
    throw malformed(
      place,
      `has an evaluation of run ${id} that is not of ${images} images throughout`,
    )
  }
  if (!evaluation.plans.some(({ plan }) => plan.attack === 'clean')) {
    throw malformed(place, `has no clean predictions of run ${id}`)
  }
  const torn = metrics.find(({ steps, values }) => steps.length !== values.length)
  if (torn) throw malformed(place, `has a series ${torn.name} of run ${id} that is torn`)
}

const base64Length = (text: string): number => Buffer.byteLength(text, 'base64')

function hashOf(run: unknown): string {
  return createHash('sha256').update(JSON.stringify(run)).digest('hex')
}

export function malformed(place: string, problem: string): CuspError {
  return new CuspError('archive.malformed', `The archive ${place} ${problem}.`, { place })
}
