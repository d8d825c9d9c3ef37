import { InferenceSession, type Tensor } from 'onnxruntime-node'
import { encodeModel, type Graph } from '../graph/index.ts'

export type OnnxProvider = 'cpu' | 'webgpu' | 'cuda' | 'dml' | 'coreml'

/** What runs a graph. */
export interface Runtime {
  readonly threads: number
  readonly provider: OnnxProvider
}

/** Tensors by the names they have in a graph. */
export type Tensors = Readonly<Record<string, Tensor>>

/** A graph that is ready to run. */
export interface Session {
  /** The names its inputs go by, in their order. */
  readonly inputs: readonly string[]
  /** @param kept where its outputs are written; without it each run makes its own memory. */
  run(feeds: Tensors, kept?: Tensors): Promise<Tensors>
  release(): Promise<void>
}

export interface EncodedGraph {
  readonly inputs: readonly string[]
  readonly bytes: Uint8Array
}

export function encoded(graph: Graph): EncodedGraph {
  return { inputs: graph.inputs.map(({ name }) => name), bytes: encodeModel(graph) }
}

export async function openSession(
  { inputs, bytes }: EncodedGraph,
  runtime: Runtime,
): Promise<Session> {
  const session = await InferenceSession.create(bytes, sessionOptions(runtime))
  return {
    inputs,
    run(feeds, kept) {
      const read = Object.fromEntries(inputs.map((name) => [name, feeds[name]]))
      return kept ? session.run(read, kept) : session.run(read)
    },
    release: () => session.release(),
  }
}

/**
 * Sequential and silent below errors. The last level of optimisation would lay convolutions out in
 * blocks, which `layOutInBlocks` has done better where it can be done at all.
 */
function sessionOptions({ threads, provider }: Runtime): InferenceSession.SessionOptions {
  return {
    executionProviders: [provider],
    executionMode: 'sequential',
    graphOptimizationLevel: 'extended',
    interOpNumThreads: 1,
    intraOpNumThreads: threads,
    logSeverityLevel: 3,
    // Each graph has threads of its own, and a step runs several graphs in turn: threads that go on
    // spinning after their graph has ended take the processors from the next one.
    extra: { session: { force_spinning_stop: '1' } },
  }
}
