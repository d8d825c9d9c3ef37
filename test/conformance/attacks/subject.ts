import { createReferenceCompiler, type Compiler } from '#engine'
import { generator } from '#random'
import { planKey, type AttackPlan } from '#threat'
import type { AttackOutcome, EvaluationSession } from '#trainer'
import type { Batch } from '#dataset'
import { createModel, initialWeights } from '../../../src-main/engine/model/index.ts'
import { openEvaluation } from '../../../src-main/engine/session/evaluation-session.ts'

const shape = { height: 8, width: 8, channels: 1 }
const pixels = 64
const classes = 5
const size = 8

/** std-cnn as it is drawn, with these weights on every engine. */
export function openSession(compiler: Compiler): EvaluationSession {
  const model = createModel({ architecture: 'std-cnn' }, shape, classes)
  return openEvaluation(compiler, model, { shape, classes }, initialWeights(model, 4))
}

/** Smooth stripes, a direction, a phase and a width an image. */
function stripes(): Float32Array {
  return Float32Array.from({ length: size * pixels }, (_, at) => {
    const random = generator(['stripes', Math.floor(at / pixels)])
    const [phase, other, across, down] = [6, 6, 1, 1.5].map((most) => most * random.uniform())
    const [y, x] = [Math.floor((at % pixels) / 8), at % 8]
    return 0.5 + 0.45 * Math.sin(phase + x * across) * Math.cos(other + y * down)
  })
}

let trusted: Promise<EvaluationSession> | undefined

/** The session under the reference that others are held to. */
export function trustedSession(): Promise<EvaluationSession> {
  return (trusted ??= createReferenceCompiler().then(openSession))
}

let made: Promise<Batch> | undefined

/** Images labelled as the reference sees them, but for the last, which it gets wrong. */
export function attackedBatch(): Promise<Batch> {
  return (made ??= label())
}

async function label(): Promise<Batch> {
  const images = stripes()
  const indices = Uint32Array.from({ length: size }, (_, i) => i)
  const unlabelled = { images, labels: new Int32Array(size), indices, size }
  const { prediction: labels } = await (await trustedSession()).predict(unlabelled)
  labels[size - 1] = (labels[size - 1] + 1) % classes
  return { images, labels, indices, size }
}

export const attackKey = ['conformance', 'attacks']

const outcomes = new Map<string, Promise<AttackOutcome>>()

/** What the reference comes to, once for all engines of a test file. */
export function trustedOutcome(plan: AttackPlan): Promise<AttackOutcome> {
  const known = outcomes.get(planKey(plan))
  if (known) return known
  const found = Promise.all([trustedSession(), attackedBatch()]).then(([session, batch]) =>
    session.attack(plan, batch, attackKey),
  )
  outcomes.set(planKey(plan), found)
  return found
}
