import { createOnnxCompiler } from '#engine'
import type { Transform } from '#threat'
import { nearbyStart, oneHot, pgd } from '../../src-main/engine/attack/index.ts'
import {
  crossEntropyObjective,
  martObjective,
  tradesObjective,
  type Objective,
} from '../../src-main/engine/loss/index.ts'
import { createModel } from '../../src-main/engine/model/index.ts'
import { compiledModel } from '../../src-main/engine/session/compiled-model.ts'
import { gradientProgram } from '../../src-main/engine/session/gradient.ts'
import { createRunner } from '../../src-main/engine/session/runner.ts'
import type { Agreement } from './compare.ts'
import type { AgreementSubject } from './subject.ts'

/** The settings under which both sides compute TRADES's inner loop and the two objectives. */
export const trades = {
  beta: 6,
  trades: { epsilon: 0.1, stepSize: 0.01, steps: 10 },
} as const

const objectives = ['cross-entropy', 'trades', 'mart'] as const

/** An objective's value, and its gradient in all weights, one behind the other. */
interface Learnt {
  readonly value: number
  readonly gradient: ArrayLike<number>
}

/** What formulas give for the same weights and images. */
export interface PeerFormulas {
  /** `[n · class]`. */
  readonly logits: readonly number[]
  readonly objectives: Readonly<Record<(typeof objectives)[number], Learnt>>
  /** KL(p(x) ‖ p(x′)) where TRADES's inner loop ends, mean over the images. */
  readonly divergence: number
  /** Slopes of moved images' losses in their angles, dx and dy, `[n]` each. */
  readonly slopes: readonly ArrayLike<number>[]
}

export interface OurFormulas {
  readonly logits: Float32Array
  readonly objectives: PeerFormulas['objectives']
  /** Angle, dx and dy of each image's transform, `[n, 3]`. */
  readonly transforms: Float32Array
  readonly slopes: PeerFormulas['slopes']
  readonly tradesStart: Float32Array
  readonly divergence: number
  /** The perturbed inputs that the objectives are computed on. */
  readonly perturbed: Float32Array
}

/** The graphs that training runs, on the subject's weights. */
export async function ourFormulas(subject: AgreementSubject): Promise<OurFormulas> {
  const { batch, of, weights, threads } = subject
  const model = createModel(of.spec.model, of.shape, of.classes)
  const values = weights.map((array) => array.values)
  const runner = createRunner(await createOnnxCompiler({ threads }), { kind: 'frozen', values })
  const asked = compiledModel(runner, model, of.shape, of.classes, [batch.size])
  const { epsilon, stepSize, steps } = trades.trades
  const each = (value: number): Float32Array => new Float32Array(batch.size).fill(value)
  const ascent = { norm: 'linf', steps, epsilon: each(epsilon), stepSize: each(stepSize) } as const
  const start = await nearbyStart(asked, batch, ['agreement'])
  const calm = await asked.probabilities(batch.images)
  const inner = await pgd(asked, ascent, batch.images, calm, start)
  const share = each(1 / batch.size)
  const learnt = async (objective: Objective): Promise<Learnt> => {
    const program = gradientProgram(model, objective, of.shape, of.classes, batch.size)
    const clean = objective.readsClean ? [batch.images] : []
    const data = [inner, oneHot(batch.labels, of.classes), share, ...clean]
    const [[value], , ...gradients] = (await runner.run(program, data)) as Float32Array[]
    return { value, gradient: gradients.flatMap((each) => Array.from(each)) }
  }
  const { beta } = trades
  const found = {
    'cross-entropy': await learnt(crossEntropyObjective),
    trades: await learnt(tradesObjective(beta)),
    mart: await learnt(martObjective(beta)),
  }
  const by = Array.from(batch.labels, (_, i) => transformOf(i))
  const labels = oneHot(batch.labels, of.classes)
  const slope = await asked.transformSlope('cross-entropy', batch.images, by, labels)
  const moved = await asked.probabilities(inner)
  const divergence = calm.reduce((sum, p, i) => sum + p * Math.log(p / moved[i]), 0) / batch.size
  const logits = await asked.logits(batch.images)
  await runner.close()
  return {
    ...{ logits, objectives: found, divergence, tradesStart: start, perturbed: inner },
    transforms: Float32Array.from(by.flatMap(({ angle, dx, dy }) => [angle, dx, dy])),
    slopes: [slope.angle, slope.dx, slope.dy],
  }
}

/** Some transform for each image, none of them between two pixels exactly. */
function transformOf(i: number): Transform {
  return { angle: 40 * Math.sin(i + 1), dx: 2.5 * Math.cos(3 * i), dy: 1.5 * Math.sin(5 * i + 2) }
}

/** Rows for the network itself, the objectives, and the inner loop's end. */
export function checkFormulas(ours: OurFormulas, theirs: PeerFormulas): Agreement[] {
  const row = (name: string, difference: number, limit: number): Agreement => ({
    case: name,
    library: 'formula in PyTorch',
    ours: null,
    theirs: null,
    loss: difference,
    agrees: difference <= limit,
  })
  const furthest = (a: Float32Array, b: readonly number[]): number =>
    a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0)
  const relative = (ours: number, theirs: number): number => Math.abs(ours - theirs) / theirs
  return [
    row('logits, largest difference', furthest(ours.logits, theirs.logits), 1e-3),
    ...objectives.flatMap((name) => {
      const [own, other] = [ours.objectives[name], theirs.objectives[name]]
      return [
        row(`objective ${name}`, relative(own.value, other.value), 0.01),
        row(`gradient of ${name}`, apart(own.gradient, other.gradient), 0.01),
      ]
    }),
    ...['angle', 'dx', 'dy'].map((name, i) =>
      row(`slope in ${name}`, apart(ours.slopes[i], theirs.slopes[i]), 0.01),
    ),
    // Signs of gradients near zero differ, so the loops are held to what they reach.
    row("TRADES's inner loop", relative(ours.divergence, theirs.divergence), 0.01),
  ]
}

/** Length of the difference of two gradients, as a share of the second's. */
function apart(ours: ArrayLike<number>, theirs: ArrayLike<number>): number {
  if (ours.length !== theirs.length) return Infinity
  let [difference, length] = [0, 0]
  for (let i = 0; i < ours.length; i++) {
    difference += (ours[i] - theirs[i]) ** 2
    length += theirs[i] ** 2
  }
  return Math.sqrt(difference / length)
}
