import type { HeatmapScore } from '#contract'
import { climbing, formatPercent } from './format.ts'
import { strong } from './style.ts'
import { formatTable } from './table.ts'

/** Accuracy and, after the stroke, invariance rate in percent: a row a rotation. */
export function formatHeatmap({
  label,
  climbs,
  rotations,
  translations,
  cells,
}: HeatmapScore): string {
  const cellOf = (rotation: number, translation: number): string => {
    const found = cells.find(
      (cell) => cell.rotation === rotation && cell.translation === translation,
    )
    return found ? `${formatPercent(found.accuracy)} / ${formatPercent(found.invariance)}` : '–'
  }
  const columns = translations.map((translation) => `±${Number(translation.toPrecision(4))} px`)
  const table = formatTable(
    [{ title: 'rotation' }, ...columns.map((title) => ({ title, align: 'right' as const }))],
    rotations.map((rotation) => [
      `±${Number(rotation.toPrecision(4))}°`,
      ...translations.map((translation) => cellOf(rotation, translation)),
    ]),
  )
  const title = strong('accuracy % / invariance % over rotation × translation')
  return `${title}, ${label}${climbing(climbs)}\n${table}`
}
