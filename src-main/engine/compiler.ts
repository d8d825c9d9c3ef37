import type * as tf from '@tensorflow/tfjs'
import type { EngineName } from '#trainer'

/** What is known of a tensor before it has values: NHWC shape and element type. */
export interface TensorSpec {
  readonly shape: readonly number[]
  readonly dtype: 'float32' | 'int32' | 'bool'
}

/**
 * A pure function over the tfjs API: no reads of values, no randomness of its own, no state.
 * It may be called with tensors that stand for values not known yet.
 */
export type Program = (inputs: tf.Tensor[]) => tf.Tensor[]

/** The elements of a tensor in row-major order; booleans are 0 or 1. */
export type Buffer = Float32Array | Int32Array | Uint8Array

/** A program bound to input shapes, ready to run any number of times. */
export interface Compiled {
  /**
   * Runs the program once. `inputs` holds one buffer for each input that is not frozen, in the
   * program's order; the buffers are only read. The outputs are new buffers, owned by the caller,
   * unless `into` says otherwise.
   * Throws `internal` when a buffer is missing, of another type or of another length.
   * @param version of the settled inputs: while it is the last run's they hold what they held then,
   *   and what depends on them alone need not be computed again. Without it they are read anew.
   */
  run(inputs: readonly Buffer[], version?: number): Promise<Buffer[]>
  /** SHA-256 of what is run, in hex: equal hashes compute the same function of the inputs. */
  readonly graphHash: string
  /** The inputs `run` expects: those of the program without the frozen ones. */
  readonly inputs: readonly TensorSpec[]
  readonly outputs: TensorSpec[]
  dispose(): Promise<void>
}

export interface CompileOptions {
  /** Input index → constant value ("frozen" weights): faster, and no longer an input of `run`. */
  readonly frozen?: ReadonlyMap<number, Buffer>
  /** Inputs that stay as they are for many runs; see `run`'s version. An engine may ignore them. */
  readonly settled?: ReadonlySet<number>
  /**
   * Memory that every run writes its last outputs to, one buffer each, and the others where the last
   * run did: for large outputs that are used up before the next run, because fresh memory costs more
   * than filling it.
   */
  readonly into?: readonly Buffer[]
  /** Names the program in errors and logs, for instance `pgd step`. */
  readonly name: string
}

/**
 * Turns programs into callables.
 * `compile` throws `engine.untraceable` when an operation cannot run on this engine.
 */
export interface Compiler {
  readonly name: EngineName
  compile(
    program: Program,
    inputs: readonly TensorSpec[],
    options: CompileOptions,
  ): Promise<Compiled>
}
