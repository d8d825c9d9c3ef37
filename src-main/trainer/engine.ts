import type { Batch, ImageShape } from '#dataset'
import type { Settings } from '#curriculum'
import type { RandomKey } from '#random'
import type { RunSpec } from '#spec'
import type { AttackPlan } from '#threat'

/** One named array of a model or of its optimiser, row-major float32. */
export interface NamedArray {
  readonly name: string
  readonly shape: readonly number[]
  readonly values: Float32Array
}

/** All that a resumed run needs beside its spec: draws and data order are functions of (seed, step). */
export interface Snapshot {
  /** Optimiser updates done. */
  readonly step: number
  readonly weights: readonly NamedArray[]
  readonly optimiser: readonly NamedArray[]
  /** Moving averages of the weights, where the spec asks for them: what is evaluated. */
  readonly averages?: readonly NamedArray[]
  /** What free adversarial training carries to the next step: `[batch, height, width, channel]`. */
  readonly carried?: readonly NamedArray[]
  /** What the trainer remembers beside, as JSON of its own; an engine neither reads nor writes it. */
  readonly memory?: string
}

/** Engines by name; stored with every run. */
export type EngineName = 'onnx' | 'tfjs-node-gpu' | 'tfjs-node' | 'reference'

/** What computed a run, recorded with it; a resume uses the same or says that it is not exact. */
export interface EngineDescription {
  readonly name: EngineName
  /** What of the engine computes: `cpu`, `cuda`, `webgpu`, `dml` or `coreml`. */
  readonly provider: string
  /** The device in the words of its driver; absent in runs recorded before it was asked. */
  readonly device?: string
  readonly threads: number
  /** Where `auto` chose: milliseconds a step of the run took on each engine that was tried. */
  readonly timings?: Readonly<Record<string, number>>
  readonly versions: Readonly<Record<string, string>>
  /** How its update was computed; absent in runs recorded before it was asked, and untrained ones. */
  readonly compileMode?: CompileMode
  readonly graphHash?: string
}

/** One traced graph with the weights as inputs, or the program's operations one by one. */
type CompileMode = 'live' | 'eager'

/** The update that a training session runs. */
interface UpdateGraph {
  readonly compileMode: CompileMode
  /** SHA-256 of what is run, in hex: equal hashes compute the same function. */
  readonly graphHash: string
}

export interface StepOutcome {
  /** The training objective, mean over the batch. */
  readonly loss: number
  /** Share of the batch, as trained on, that the model got right before the update. */
  readonly trainAccuracy: number
}

export interface TrainingSession {
  /**
   * One optimiser update: spatial perturbation, attack, loss, gradient, update.
   * @param key names the step's draws; each example draws from `[...key, purpose, its index]`.
   */
  step(batch: Batch, settings: Settings, key: RandomKey): Promise<StepOutcome>
  snapshot(): Promise<Snapshot>
  /** The update, compiled now rather than at the first step; absent where nothing is trained. */
  graph?(): Promise<UpdateGraph>
  close(): Promise<void>
}

/** What a model says of each image of a batch. */
export interface Verdicts {
  readonly prediction: Int32Array
  /** Cross-entropy of the true label. */
  readonly loss: Float32Array
  /** Logit of the true label minus the best other logit: negative where the model errs. */
  readonly margin: Float32Array
}

export interface AttackOutcome extends Verdicts {
  /** The worst perturbed input found for each image, `[size, height, width, channel]` in [0, 1]. */
  readonly perturbed: Float32Array
}

/** What a model puts out for clean images, and how steep its loss is there. */
export interface Inspection {
  /** `[size, class]`. */
  readonly logits: Float32Array
  /** Largest |∂ cross-entropy of the label / ∂ pixel| of each image, `[size]`. */
  readonly gradient: Float32Array
}

export interface EvaluationSession {
  predict(batch: Batch): Promise<Verdicts>
  /** @param key names the draws, as in `TrainingSession.step`; results do not depend on batch size. */
  attack(plan: AttackPlan, batch: Batch, key: RandomKey): Promise<AttackOutcome>
  /** Looks at the model itself, for signs that its gradients are of no use. */
  inspect(batch: Batch): Promise<Inspection>
  close(): Promise<void>
}

/** The subject a session works on. */
export interface Subject {
  readonly spec: RunSpec
  readonly shape: ImageShape
  readonly classes: number
}

/** The arithmetic, as the trainer needs it; engine/ implements it and host/ injects it. */
export interface Engine {
  readonly description: EngineDescription
  /** @param from continue from here; without it weights start from `[seed, 'weights', …]`. */
  openTraining(subject: Subject, from?: Snapshot): Promise<TrainingSession>
  openEvaluation(subject: Subject, weights: readonly NamedArray[]): Promise<EvaluationSession>
}
