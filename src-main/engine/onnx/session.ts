import { InferenceSession, type Tensor } from 'onnxruntime-node'
import { encodeModel, listName, type Graph } from '../graph/index.ts'
import { isLight } from './light.ts'

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
  /** Whether its first output is a list, so that runs may leave out the binding's copies. */
  readonly hasList: boolean
  /** Whether one thread does it as fast as several. */
  readonly isLight: boolean
}

/** @param isKept whether its outputs are written to memory of ours at every run. */
export function encoded(graph: Graph, isKept: boolean): EncodedGraph {
  const inputs = graph.inputs.map(({ name }) => name)
  const bytes = encodeModel(graph, undefined, isKept)
  return { inputs, bytes, hasList: isKept, isLight: isLight(graph) }
}

export async function openSession(
  { inputs, bytes, hasList, isLight: isByOne }: EncodedGraph,
  { threads, provider }: Runtime,
): Promise<Session> {
  const options = sessionOptions({ threads: isByOne ? 1 : threads, provider })
  const session = await InferenceSession.create(bytes, options)
  return {
    inputs,
    async run(feeds, kept) {
      const read = Object.fromEntries(inputs.map((name) => [name, feeds[name]]))
      if (!kept) return session.run(read)
      if (hasList) await session.run(read, { [listName]: null, ...kept }).catch(expectRefusal)
      else await session.run(read, kept)
      return kept
    },
    release: () => session.release(),
  }
}

const refusal = 'Non tensor type is temporarily not supported.'

/**
 * The binding has outputs written where it is told to, and then copies each into an array of its own:
 * 13 MB at every training step of the Madry CNN, and a collection of that garbage at every fourth, 8 of
 * 69 ms. It gives outputs out in their order and gives up at one that is no tensor: with a list as the
 * first of them, that refusal is how a run ends well. A binding that gives out lists copies again.
 */
function expectRefusal(thrown: unknown): void {
  if (!(thrown instanceof Error) || thrown.message !== refusal) throw thrown
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
