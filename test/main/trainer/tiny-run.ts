import { createHash } from 'node:crypto'
import type { Dataset, Split } from '#dataset'
import { generator } from '#random'
import { runSpecSchema, type RunSpec, type RunSpecInput } from '#spec'
import type { RunEvent, SavedCheckpoint, Snapshot, TrainEnd, TrainJob, Wish } from '#trainer'
import { train } from '#trainer'
import { createOnnxCompiler, createReferenceCompiler, type Compiler } from '#engine'
import { createEngine } from '../../../src-main/engine/session/index.ts'

/** 6 × 6 images of three classes: a bright bar at the top, in the middle or at the bottom. */
export function bars(count: number): Dataset {
  const random = generator(['bars'])
  const labels = Uint8Array.from({ length: count }, (_, i) => i % 3)
  const images = Uint8Array.from({ length: count * 36 }, (_, at) => {
    const row = Math.floor((at % 36) / 6)
    const isBar = Math.floor(row / 2) === labels[Math.floor(at / 36)]
    return (isBar ? 150 : 20) + random.integer(80)
  })
  const hash = createHash('sha256').update(images).update(labels).digest('hex')
  const shape = { height: 6, width: 6, channels: 1 }
  return { name: 'bars', images, labels, count, shape, classes: ['top', 'middle', 'bottom'], hash }
}

export const dataset = bars(60)
export const split: Split = {
  train: Uint32Array.from({ length: 42 }, (_, i) => i),
  test: Uint32Array.from({ length: 18 }, (_, i) => 42 + i),
}

/** 3 epochs of 6 steps (5 of 8 examples, one of 2), both perturbations, checkpoints every 4. */
export function specOf(changes: Partial<RunSpecInput> = {}): RunSpec {
  return runSpecSchema.parse({
    version: 1,
    dataset: { source: { kind: 'digits' }, train: 42, test: 18 },
    model: { architecture: 'std-cnn' },
    epochs: 3,
    batchSize: 8,
    curriculum: {
      lanes: {
        epsilon: [
          { at: { step: 0 }, value: 0 },
          { at: { step: 4 }, value: 0.02, easing: 'linear' },
          { at: { step: 12 }, value: 0.06 },
        ],
        rotation: [
          { at: { step: 2 }, value: 0 },
          { at: { step: 7 }, value: 20 },
        ],
        attackSteps: [{ at: { step: 0 }, value: 2 }],
        adversarialShare: [{ at: { step: 0 }, value: 0.7 }],
        spatialShare: [{ at: { step: 0 }, value: 0.5 }],
        learningRate: [{ at: { step: 0 }, value: 0.003 }],
      },
      stages: [
        { name: 'calm', from: { step: 0 }, to: { step: 7 } },
        { name: 'both', from: { step: 7 }, to: { share: 1 } },
      ],
    },
    evaluation: { version: 1, name: 'none', subset: { count: 12 }, plans: [] },
    probe: { count: 6, epsilon: 0.02, attackSteps: 1, rotation: 10 },
    checkpointEverySteps: 4,
    ...changes,
  })
}

export const compilers = {
  onnx: () => createOnnxCompiler({ threads: 2 }),
  reference: createReferenceCompiler,
} satisfies Record<string, () => Promise<Compiler>>
export type CompilerName = keyof typeof compilers

/** Everything one call of `train` gave. */
export interface Lived {
  readonly events: readonly RunEvent[]
  readonly end: TrainEnd
  readonly checkpoints: ReadonlyMap<number, Snapshot>
}

/** The engine named, over the tiny dataset. */
export async function jobOf(
  name: CompilerName,
  spec: RunSpec,
): Promise<Omit<TrainJob, 'saveCheckpoint'>> {
  const description = { name, provider: 'cpu', threads: 2, versions: {} }
  const engine = createEngine(await compilers[name](), description)
  return { spec, dataset, split, engine, stop: () => 'run' }
}

interface Wishes {
  readonly from?: Snapshot
  readonly wish?: Wish
  readonly stopAt?: number
  /** Wishes it at that step only. */
  readonly once?: boolean
}

/** Trains to the end, or until `stop` is asked for the `stopAt`-th time. */
export async function live(
  name: CompilerName,
  spec: RunSpec,
  { from, wish = 'run', stopAt = Infinity, once = false }: Wishes = {},
): Promise<Lived> {
  const job = await jobOf(name, spec)
  const checkpoints = new Map<number, Snapshot>()
  const saveCheckpoint = async (snapshot: Snapshot): Promise<SavedCheckpoint> => {
    checkpoints.set(snapshot.step, snapshot)
    return { folder: `step-${snapshot.step}`, hash: 'hash', bytes: 1 }
  }
  let asked = 0
  const resume = from && { snapshot: from, hash: 'from', engine: job.engine.description }
  const isMeant = (ask: number) => (once ? ask === stopAt : ask >= stopAt)
  const stop = (): Wish => (isMeant(asked++) ? wish : 'run')
  const run = train({ ...job, saveCheckpoint, resume, stop })
  const events: RunEvent[] = []
  for (let next = await run.next(); ; next = await run.next()) {
    if (next.done) return { events, end: next.value, checkpoints }
    events.push(next.value)
  }
}
