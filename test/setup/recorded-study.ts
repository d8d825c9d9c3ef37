import { join } from 'node:path'
import { loadDataset } from '#dataset'
import { generator } from '#random'
import { resolveRun, runSpecSchema, type RunSpec, type RunSpecInput } from '#spec'
import { plansOf, type AttackPlan } from '#threat'
import { packArchive } from '../../src-main/host/archive/index.ts'
import type { RunRecord } from '../../src-main/host/archive/record.ts'

/** A way to train, and what comes of it: shares of images right, by kind of perturbation. */
export interface RecordedArm {
  readonly name: string
  readonly epsilon: readonly number[]
  readonly rotation: readonly number[]
  readonly clean: number
  /** How fast accuracy falls with ε and with degrees: the strengths that halve it. */
  readonly halvedAtEpsilon: number
  readonly halvedAtRotation: number
}

export interface RecordedStudySpec {
  readonly arms: readonly RecordedArm[]
  readonly seeds: readonly number[]
  readonly steps: number
  readonly images: number
}

/** Five ways to train, in the manner of the third claim. */
export const fiveArms: readonly RecordedArm[] = [
  {
    name: 'CuSP, gentler start',
    epsilon: [0.05, 0.1, 0.2],
    rotation: [60, 180],
    clean: 0.951,
    halvedAtEpsilon: 0.24,
    halvedAtRotation: 700,
  },
  {
    name: 'Both from the start',
    epsilon: [0.2],
    rotation: [180],
    clean: 0.934,
    halvedAtEpsilon: 0.22,
    halvedAtRotation: 560,
  },
  {
    name: 'CuSP, corrected',
    epsilon: [0.05, 0.1, 0.2],
    rotation: [120, 180],
    clean: 0.944,
    halvedAtEpsilon: 0.23,
    halvedAtRotation: 660,
  },
  {
    name: 'PGD-AT only',
    epsilon: [0.2],
    rotation: [0],
    clean: 0.985,
    halvedAtEpsilon: 0.32,
    halvedAtRotation: 120,
  },
  {
    name: 'Rotation only',
    epsilon: [0],
    rotation: [180],
    clean: 0.955,
    halvedAtEpsilon: 0.05,
    halvedAtRotation: 2000,
  },
]

/**
 * Finished runs as one archive, as `cusp study export` writes it. Nothing was trained: predictions
 * and series are drawn from seeded streams, so that tests of what compares them need no hours.
 */
export async function recordedStudy({ arms, seeds, ...size }: RecordedStudySpec): Promise<Buffer> {
  const resources = join(import.meta.dirname, '..', '..', 'resources')
  const digits = await loadDataset({ kind: 'digits' }, { resources, datasets: resources })
  const runs = arms.flatMap((arm, place) =>
    seeds.map((seed) => recordOf(arm, { ...size, place, seed, labels: digits.labels })),
  )
  return packArchive({ study: 'recorded', runs })
}

interface Member {
  readonly place: number
  readonly seed: number
  readonly steps: number
  readonly images: number
  readonly labels: Uint8Array
}

const hex = (text: string): string => Buffer.from(text).toString('hex').padEnd(64, '0').slice(0, 64)

function recordOf(arm: RecordedArm, member: Member): RunRecord {
  const spec = specOf(arm, member)
  const { steps } = resolveRun(spec).extent
  const createdAt = Date.UTC(2026, 10, 20) + (member.place * 100 + member.seed) * 60_000
  const activeMs = (600 + 90 * member.place + 7 * member.seed) * 1000
  return {
    id: `a${String(member.place).padStart(4, '0')}b${String(member.seed).padStart(4, '0')}`,
    ...{ spec, totalSteps: steps, createdAt, finishedAt: createdAt + activeMs, activeMs },
    ...{
      imagesPerSecond: 900,
      datasetHash: hex('digits'),
      weightsHash: hex(`${arm.name}${member.seed}`),
    },
    engine: { name: 'onnx', provider: 'cpu', threads: 2, versions: {} },
    metrics: seriesOf(arm, spec, member, steps),
    events: [0, 0.25, 0.5, 0.75, 1].map((share) => ({
      ...{ at: createdAt + Math.round(activeMs * share), step: Math.round(steps * share) },
      ...{ source: 'worker', kind: 'epochFinished', text: 'Epoch.' },
    })),
    evaluation: evaluationOf(arm, spec, member, steps, createdAt + activeMs),
  }
}

function specOf(arm: RecordedArm, { seed, steps, images }: Member): RunSpec {
  const batchSize = 50
  const keys = (values: readonly number[]) =>
    values.map((value, i) => ({
      at: { share: i / values.length },
      value,
      easing: 'linear' as const,
    }))
  const written: RunSpecInput = {
    version: 1,
    name: arm.name,
    dataset: { source: { kind: 'digits' }, train: 1000, test: Math.max(images, 256) },
    model: { architecture: 'std-cnn' },
    epochs: Math.max(1, Math.round(steps / (1000 / batchSize))),
    ...{ batchSize, seed },
    curriculum: {
      name: arm.name,
      lanes: {
        learningRate: [{ at: { step: 0 }, value: 0.002 }],
        epsilon: keys(arm.epsilon),
        rotation: keys(arm.rotation),
      },
    },
    evaluation: {
      ...{ version: 1, name: 'recorded', subset: { count: images } },
      plans: [
        { attack: 'clean' },
        { attack: 'pgd', norm: 'linf', epsilon: 0.2, steps: 10 },
        { attack: 'spatial-random', rotation: 180, translation: 2 },
      ],
      curves: [
        {
          over: 'epsilon',
          values: [0.05, 0.1, 0.15, 0.2, 0.25, 0.3],
          plan: { attack: 'pgd', norm: 'linf', epsilon: 0.2, steps: 10 },
        },
        {
          over: 'rotation',
          values: [0, 45, 90, 135, 180],
          plan: { attack: 'spatial-random', rotation: 180, translation: 0 },
        },
      ],
      heatmaps: [
        {
          rotations: [0, 60, 120, 180],
          translations: [0, 1, 2, 3],
          plan: { attack: 'spatial-random', rotation: 180, translation: 2 },
        },
      ],
    },
  }
  return runSpecSchema.parse(written)
}

/** Share of images right: halved at the arm's strength, and by shifts a little. */
function accuracyUnder(arm: RecordedArm, plan: AttackPlan): number {
  const fall = (strength: number, half: number): number => 1 / (1 + (strength / half) ** 3)
  if ('epsilon' in plan && plan.epsilon !== undefined) {
    return arm.clean * fall(plan.epsilon, arm.halvedAtEpsilon)
  }
  if ('rotation' in plan && 'translation' in plan) {
    return arm.clean * fall(plan.rotation, arm.halvedAtRotation) * (1 - 0.03 * plan.translation)
  }
  return arm.clean
}

function evaluationOf(
  arm: RecordedArm,
  spec: RunSpec,
  { seed, images, labels }: Member,
  step: number,
  finishedAt: number,
): RunRecord['evaluation'] {
  const subset = Uint32Array.from({ length: images }, (_, i) => i * 3)
  const own = Uint8Array.from(subset, (index) => labels[index])
  // An image is as hard for every network, but for a little chance: errors overlap, as real ones do.
  const hard = Float64Array.from({ length: images }, (_, i) => generator(['hard', i]).uniform())
  return {
    ...{ step, protocol: spec.evaluation, subsetHash: hex('subset'), finishedAt },
    startedAt: finishedAt - 1000,
    subset: Buffer.from(subset.buffer).toString('base64'),
    labels: Buffer.from(own).toString('base64'),
    plans: plansOf(spec.evaluation).map(({ plan, key }) => {
      const share = accuracyUnder(arm, plan)
      const predictions = own.map((label, i) => {
        const draw = generator([arm.name, seed, key, i])
        return hard[i] + 0.06 * draw.normal() < share ? label : (label + 1 + draw.integer(8)) % 10
      })
      return { plan, predictions: Buffer.from(predictions).toString('base64') }
    }),
  }
}

function seriesOf(
  arm: RecordedArm,
  spec: RunSpec,
  { seed, place }: Member,
  steps: number,
): RunRecord['metrics'] {
  const draw = generator(['series', arm.name, seed])
  const every = Array.from({ length: steps }, (_, i) => i + 1)
  const probes = every.filter((step) => step % Math.max(1, Math.floor(steps / 20)) === 0)
  const short = (value: number): number => Number(value.toPrecision(5))
  const setting = (name: 'epsilon' | 'rotation', values: readonly number[]) => ({
    name: `setting.${name}`,
    steps: values.map((_, i) => 1 + Math.floor((i * steps) / values.length)),
    values: [...values],
  })
  const curve = (name: string, top: number) => ({
    ...{ name, steps: probes },
    values: probes.map((step) =>
      short(Math.min(1, top * (1 - Math.exp((-4 * step) / steps)) + 0.01 * draw.normal())),
    ),
  })
  return [
    {
      name: 'loss',
      steps: every,
      values: every.map((step) =>
        short(
          0.15 + 0.03 * place + 2 * Math.exp((-5 * step) / steps) + 0.08 * Math.abs(draw.normal()),
        ),
      ),
    },
    curve('adversarialAccuracy', accuracyUnder(arm, spec.evaluation.plans[1])),
    curve('spatialAccuracy', accuracyUnder(arm, spec.evaluation.plans[2])),
    setting('epsilon', arm.epsilon),
    setting('rotation', arm.rotation),
  ]
}
