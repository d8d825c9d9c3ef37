import type { DrawnFigure, FigureDocument, FigureEntry, FigureSpec } from '#contract'
import type { FigureRow } from '#store'
import type { Desk } from '../desk.ts'
import { drawSpec, drawStored, pngOf, unknownFigure, type DrawnParts } from '../figure/index.ts'
import { newId } from '../new-run.ts'

export function listFigures({ store }: Desk): FigureEntry[] {
  return store.figures.list().map(documentOf)
}

/** @throws CuspError `figure.unknown`. */
export function getFigure({ store }: Desk, id: string): FigureDocument {
  return documentOf(requireFigure(store, id))
}

/** @throws CuspError `figure.unknown`. */
export function saveFigure(
  { store, notices, clock }: Desk,
  { id, name, spec }: { id?: string | undefined; name: string; spec: FigureSpec },
): FigureDocument {
  const known = id === undefined ? undefined : requireFigure(store, id)
  const before = known?.runs ?? []
  const runs = [...new Set(spec.runs)].map((run) => ({
    id: run,
    name: store.runs.get(run)?.name ?? before.find((one) => one.id === run)?.name ?? run,
  }))
  const now = clock.now()
  const row = {
    ...{ id: id ?? newId(), name, spec: JSON.stringify(spec), runs },
    ...{ createdAt: known?.createdAt ?? now, updatedAt: now },
  }
  store.figures.save(row)
  notices.publish({ kind: 'figures' })
  return documentOf(row)
}

/** @throws CuspError `figure.unknown`. */
export function renameFigure({ store, notices, clock }: Desk, id: string, name: string) {
  const row = { ...requireFigure(store, id), name, updatedAt: clock.now() }
  store.figures.save(row)
  notices.publish({ kind: 'figures' })
  return documentOf(row)
}

/** @throws CuspError `figure.unknown`. */
export function removeFigure({ store, notices }: Desk, id: string): Record<string, never> {
  if (!store.figures.remove(id)) throw unknownFigure(id)
  notices.publish({ kind: 'figures' })
  return {}
}

/** @throws CuspError `figure.unknown`, `figure.empty`, `run.unknown`. */
export async function drawFigureAsked(
  desk: Desk,
  { figure, png }: { figure: { id: string } | { spec: FigureSpec }; png?: number | undefined },
): Promise<DrawnFigure> {
  const drawn = 'id' in figure ? drawnOf(drawStored(desk, figure.id)) : drawSpec(desk, figure.spec)
  const picture = png === undefined ? null : await pngOf(drawn.svg, drawn.size, png)
  return { ...drawn, png: picture && picture.toString('base64') }
}

function drawnOf({ name: _, spec: __, ...drawn }: ReturnType<typeof drawStored>): DrawnParts {
  return drawn
}

function requireFigure(store: Desk['store'], id: string): FigureRow {
  const row = store.figures.get(id)
  if (!row) throw unknownFigure(id)
  return row
}

function documentOf(row: FigureRow): FigureDocument {
  // What was kept came through the contract, which reads it again on its way out.
  const spec = JSON.parse(row.spec) as FigureSpec
  return { ...row, spec, kind: spec.plot.kind }
}
