import type * as tf from '@tensorflow/tfjs'
import type { Buffer, Compiled, Compiler, TensorSpec } from '../compiler.ts'

/** A program over data and weights, with the shapes it is compiled for. */
export interface WeightedProgram {
  /** Unique within its runner: what the compiled graph is kept by. */
  readonly name: string
  readonly data: readonly TensorSpec[]
  readonly weights: readonly TensorSpec[]
  /** Its last outputs are what weights follow, one for each, and a live source has room for them. */
  readonly isFollowed?: true
  /** Run many times between two updates: what only depends on weights is computed once for all. */
  readonly isRepeated?: true
  compute(data: tf.Tensor[], weights: tf.Tensor[]): tf.Tensor[]
}

/** Where weights come from: constants of the graphs, or inputs that change between runs. */
export type WeightSource =
  | { readonly kind: 'frozen'; readonly values: readonly Float32Array[] }
  | {
      readonly kind: 'live'
      readonly current: () => readonly Float32Array[]
      /** Another number whenever the weights have changed; without it they may at every run. */
      readonly version?: () => number
      /** Where followed programs write: for each weight its gradient, or what it has become. */
      readonly followed?: readonly Float32Array[]
    }

/** Compiles programs when they are first run and keeps them until it is closed. */
export interface Runner {
  run(program: WeightedProgram, data: readonly Buffer[]): Promise<Buffer[]>
  /** SHA-256 of what a program is compiled to, in hex. */
  hashOf(program: WeightedProgram): Promise<string>
  close(): Promise<void>
}

export function createRunner(compiler: Compiler, source: WeightSource): Runner {
  const kept = new Map<string, Promise<Compiled>>()
  const compile = (program: WeightedProgram): Promise<Compiled> => {
    const count = program.data.length
    return compiler.compile(
      (inputs) => program.compute(inputs.slice(0, count), inputs.slice(count)),
      [...program.data, ...program.weights],
      {
        name: program.name,
        into: source.kind === 'live' && program.isFollowed ? source.followed : undefined,
        settled:
          source.kind === 'live' && source.version && program.isRepeated
            ? new Set(program.weights.map((_, i) => count + i))
            : undefined,
        frozen:
          source.kind === 'frozen' && program.weights.length > 0
            ? new Map(source.values.map((values, i) => [count + i, values]))
            : undefined,
      },
    )
  }
  const compiledOf = (program: WeightedProgram): Promise<Compiled> => {
    const ready = kept.get(program.name) ?? compile(program)
    kept.set(program.name, ready)
    return ready
  }
  return {
    hashOf: async (program) => (await compiledOf(program)).graphHash,
    async run(program, data) {
      const compiled = await compiledOf(program)
      if (source.kind === 'frozen' || program.weights.length === 0) return compiled.run(data)
      return compiled.run([...data, ...source.current()], source.version?.())
    },
    async close() {
      const graphs = await Promise.all(kept.values())
      kept.clear()
      for (const graph of graphs) await graph.dispose()
    },
  }
}
