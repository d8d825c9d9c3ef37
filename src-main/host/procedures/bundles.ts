import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type {
  ForeignFormat,
  BundleForecast,
  BundlePreview,
  BundleRequest,
  Brought,
  WrittenFile,
} from '#contract'
import { CuspError } from '#errors'
import type { RunRow } from '#store'
import { foretell, importBundle, previewBundle, stillStates, writeBundle } from '../bundle/index.ts'
import { placesOf, requireRun, wrongState, type Desk } from '../desk.ts'
import { writeForeign } from '../exports/index.ts'
import { inProgress } from '../in-progress.ts'
import { oneByOne } from '../one-by-one.ts'
import { newId } from '../new-run.ts'
import { discardParcel, newParcel, parcelFile, parcelsOf } from '../parcels.ts'
import type { Caller } from '../transport/router.ts'
import { requireOwnFiles } from './sources.ts'

// Each refuses before it gives its stream: what a stream itself throws first is no refusal on a wire.

/** @throws CuspError `run.unknown`, `run.wrong-state` for a run under way. */
export function writeForeignFile(
  desk: Desk,
  { runs: ids, format }: { runs: readonly string[]; format: ForeignFormat },
  signal: AbortSignal | undefined,
) {
  const { store, folder, clock } = desk
  const runs = chosen(desk, ids)
  requireStill(runs)
  const file = newParcel('zip')
  return inProgress(0, signal, async (_, ended): Promise<WrittenFile> => {
    const { bytes, items } = await writeForeign({
      ...{ store, models: folder.models, runs, format, now: clock.now(), signal: ended },
      target: parcelFile(folder.root, file),
    })
    return { kind: 'written', file, bytes, items }
  })
}

function requireStill(runs: readonly RunRow[]): void {
  const busy = runs.find((row) => !isStill(row))
  if (busy) throw wrongState(busy, 'exported', 'finished, paused or stopped')
}

interface OfFile {
  readonly file: string
  readonly name: string
}

const isStill = ({ state }: RunRow): boolean => (stillStates as readonly string[]).includes(state)

function chosen(desk: Desk, ids: readonly string[]): RunRow[] {
  return [...new Set(ids)].map((id) => requireRun(desk, id))
}

/** @throws CuspError `run.unknown`. */
export async function foretellBundle(
  desk: Desk,
  { runs: ids }: BundleRequest,
): Promise<BundleForecast> {
  const rows = chosen(desk, ids)
  const left = rows.filter((row) => !isStill(row)).map(({ id }) => id)
  return { ...(await foretell(desk.store, { runs: rows.filter(isStill) }, desk.folder)), left }
}

/** @throws CuspError `run.unknown`, `run.wrong-state` for a run under way, `input.invalid`. */
export async function writeBundleFile(
  desk: Desk,
  request: BundleRequest,
  signal: AbortSignal | undefined,
) {
  const { store, folder, clock } = desk
  const { checkpoints = false, samples = false, curricula = 'of-runs' } = request
  const runs = chosen(desk, request.runs)
  requireStill(runs)
  if (runs.length === 0 && curricula !== 'all') {
    throw new CuspError('input.invalid', 'runs: is empty; a run, or all curricula, belong here.', {
      place: 'runs',
    })
  }
  const sizes = await foretell(store, { runs }, folder)
  const total = (checkpoints ? sizes.checkpointBytes : 0) + (samples ? sizes.sampleBytes : 0)
  const file = newParcel('cusp')
  return inProgress(total, signal, async (onBytes, ended): Promise<WrittenFile> => {
    const { bytes, items } = await writeBundle({
      ...{ store, runs, checkpoints, samples, curricula, onBytes, signal: ended },
      places: folder,
      target: parcelFile(folder.root, file),
      created: clock.now(),
    })
    return { kind: 'written', file, bytes, items }
  })
}

/** @throws CuspError `bundle.missing`, and what `previewBundle` throws. */
export async function previewFile(
  desk: Desk,
  caller: Caller,
  { file, name }: OfFile,
): Promise<BundlePreview> {
  const { store, folder } = desk
  await requireParcel(desk, file)
  return previewBundle(parcelFile(folder.root, file), name, {
    ...{ store, models: folder.models, places: placesOf(desk) },
    allow: ({ id, spec }) => requireOwnFiles(caller, spec.dataset, `run ${id}`),
  })
}

/** The file is gone afterwards where it was brought in. @throws what `importBundle` throws. */
export async function importFile(
  desk: Desk,
  caller: Caller,
  { file, name }: OfFile,
  signal: AbortSignal | undefined,
) {
  const { store, folder, clock, notices } = desk
  await requireParcel(desk, file)
  const path = parcelFile(folder.root, file)
  const { size } = await stat(path)
  return inProgress(size, signal, async (onBytes, ended, onTotal): Promise<Brought> => {
    const brought = await oneByOne(desk, () =>
      importBundle({
        ...{ file: path, place: name, store, folder, now: clock.now(), signal: ended, onBytes },
        ...{ elapsed: () => clock.elapsed(), onTotal },
        staging: join(parcelsOf(folder.root), newId()),
        allow: ({ id, spec }) => requireOwnFiles(caller, spec.dataset, `run ${id}`),
      }),
    )
    await discardParcel(folder.root, file)
    for (const kind of ['runs', 'curricula', 'comparisons', 'figures', 'reports'] as const)
      notices.publish({ kind })
    return { kind: 'brought', ...brought }
  })
}

async function requireParcel({ folder }: Desk, file: string): Promise<void> {
  try {
    await stat(parcelFile(folder.root, file))
  } catch (cause) {
    const message = `No file ${file} is under way; send it first.`
    throw new CuspError('bundle.missing', message, { place: 'file', cause })
  }
}
