import type { Panel, Point } from '#figure'
import { laneNames } from '#curriculum'
import { laneValueWords } from '../comparison-rows.ts'
import type { ParallelAxis } from './parallel-axes.ts'
import { lookOf, type PlotGroup } from './plot-group.ts'

/** Axes that a figure draws unless it names its own: more have no room for their words. */
export const usualAxes = 8

/**
 * Groups as lines over upright axes, each axis with a scale of its own.
 * @param groups as many as each axis has values, in their order.
 * @param flipped keys of axes that are turned over.
 */
export function parallelPanel(
  axes: readonly ParallelAxis[],
  groups: readonly PlotGroup[],
  flipped: readonly string[],
): Panel {
  const last = Math.max(1, axes.length - 1)
  return {
    title: '',
    x: { label: 'settings and measures', from: 0, to: last },
    y: { label: 'value', from: 0, to: 1 },
    uprights: axes.map((axis) => {
      const { key, title, min, max } = axis
      const [from, to] = flipped.includes(key) ? [max, min] : [min, max]
      return { label: title, from, to, ends: [axisWords(axis, from), axisWords(axis, to)] }
    }),
    series: groups.map((group, at) => ({
      ...lookOf(group.place),
      ...{ id: group.id, label: group.label, band: [], points: [] },
      means: axes.flatMap(({ values }, place): Point[] => {
        const value = values[at]
        return value === null ? [] : [[place, value]]
      }),
    })),
  }
}

/** The axes of that name in that order; without names the measures, and settings as far as there is room. */
export function chosenAxes(
  all: readonly ParallelAxis[],
  wanted: readonly string[] | undefined,
): ParallelAxis[] {
  if (wanted) return wanted.flatMap((name) => all.find(({ key }) => key === name) ?? [])
  const measures = all.filter(({ kind }) => kind === 'measure')
  const settings = all.filter(({ kind }) => kind === 'setting')
  return [...settings.slice(0, Math.max(1, usualAxes - measures.length)), ...measures]
}

/** A value of an axis as print writes it. */
function axisWords({ unit }: ParallelAxis, value: number): string {
  if (unit === 'share') return value.toFixed(3)
  if (unit === 'seconds') return `${Math.round(value)} s`
  const lane = laneNames.find((name) => name === unit)
  return lane ? laneValueWords(lane, value) : String(Number(value.toPrecision(4)))
}
