import type { ColourName, ScatterPoint } from './chart-spec.ts'

/** What a run looks like in every panel. */
export interface RunMark {
  readonly colour: ColourName
  readonly dash: readonly number[]
  readonly shape: ScatterPoint['shape']
}

const colours = ['run-1', 'run-2', 'run-3', 'run-4', 'run-5', 'run-6', 'run-7', 'run-8'] as const
const dashes = [[], [6, 3], [2, 2], [8, 3, 2, 3]] as const
const shapes = ['circle', 'rect', 'triangle', 'rectRot'] as const

/**
 * The mark of a run, by its place in order of creation: eight colours, then the same colours with
 * another dash and shape.
 */
export function markOf(rank: number): RunMark {
  const colour = colours[rank % colours.length] ?? 'run-1'
  const round = Math.floor(rank / colours.length)
  return {
    colour,
    dash: dashes[round % dashes.length] ?? [],
    shape: shapes[round % shapes.length] ?? 'circle',
  }
}
