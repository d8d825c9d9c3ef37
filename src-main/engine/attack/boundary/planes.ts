import type { Norm } from '#threat'
import { balls } from '../ball/index.ts'
import { rowsOf, stack, type Example } from '../example.ts'
import type { DifferentiableModel } from '../inference-model.ts'

/**
 * A decision boundary, linearised at a point: z_c − z_label is `offset` there (below 0 while the label
 * leads) and rises along `normal`.
 */
export interface Plane {
  readonly normal: Float32Array
  readonly offset: number
}

/**
 * For each point the boundaries between its label and other classes, one gradient each.
 * @param points with equally many `others`.
 */
export async function planesTo(
  model: DifferentiableModel,
  points: readonly {
    readonly here: Float32Array
    readonly example: Example
    readonly others: readonly number[]
  }[],
): Promise<Plane[][]> {
  const found: Plane[][] = points.map(() => [])
  const images = stack(points.map(({ here }) => here))
  const count = points[0]?.others.length ?? 0
  for (let rank = 0; rank < count; rank++) {
    const weights = new Float32Array(points.length * model.classes)
    points.forEach(({ example, others }, i) => {
      weights[i * model.classes + others[rank]] = 1
      weights[i * model.classes + example.label] = -1
    })
    const { logits, gradient } = await model.pullback(images, weights)
    const [rows, gradients] = [rowsOf(logits, points.length), rowsOf(gradient, points.length)]
    points.forEach(({ example, others }, i) => {
      const offset = rows[i][others[rank]] - rows[i][example.label]
      found[i].push({ normal: gradients[i], offset })
    })
  }
  return found
}

/** The one that is nearest in a norm, as far as bounds are not in the way; of what is NaN the first. */
export function nearestPlane(norm: Norm, planes: readonly Plane[]): Plane {
  const distanceOf = ({ offset, normal }: Plane): number =>
    Math.abs(offset) / Math.max(balls[norm].dual(normal), 1e-12)
  const distances = planes.map(distanceOf)
  const nearest = distances.reduce((at, each, i) => (each < distances[at] ? i : at), 0)
  return planes[nearest]
}
