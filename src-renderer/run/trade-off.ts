import { frontStairs, type RunSummary } from '#contract'
import { markOf, type ScatterSpec } from '../charts/index.ts'
import { labelsOf } from './labels.ts'

type Scored = RunSummary & { scores: { adversarial: number; spatial: number } }

function isScored(run: RunSummary): run is Scored {
  return run.scores !== null && run.scores.adversarial !== null && run.scores.spatial !== null
}

const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1]
const tenth = (value: number): string => value.toFixed(1)

/** The trade-off plot of runs: spatial across, adversarial up, with the front they make. */
export function tradeOff(runs: readonly RunSummary[], front: (id: string) => boolean): ScatterSpec {
  const labels = labelsOf(runs)
  const scored = runs.filter(isScored)
  const corners = scored
    .filter(({ id }) => front(id))
    .map(({ scores: { spatial: x, adversarial: y } }) => ({ x, y }))
  return {
    x: { label: 'spatial accuracy', min: 0, max: 1, ticks, format: tenth },
    y: { label: 'adversarial accuracy', min: 0, max: 1, ticks, format: tenth },
    front: frontStairs(corners, [0, 0]),
    foot: 0,
    points: scored.map((run) => {
      const { colour, shape } = markOf(run.number - 1)
      return {
        id: run.id,
        label: labels.get(run.id) ?? run.name,
        colour,
        shape,
        x: run.scores.spatial,
        y: run.scores.adversarial,
        dominated: !front(run.id),
      }
    }),
  }
}

/** The plot in words. */
export function describeTradeOff(spec: ScatterSpec): string {
  const points = spec.points.map(
    ({ label, x, y, dominated }) =>
      `${label}: ${x.toFixed(3)} across, ${y.toFixed(3)} up${dominated ? ', dominated' : ''}`,
  )
  const { x: across, y: up } = spec
  return `${up.label} against ${across.label}. ${points.join('; ')}.`
}
