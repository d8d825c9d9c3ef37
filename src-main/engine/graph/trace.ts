import * as tf from '@tensorflow/tfjs'
import type { Buffer, Program, TensorSpec } from '../compiler.ts'
import { backendName, traceBackend, type TraceBackend } from './backend.ts'
import { Emitter, symbol } from './emitter.ts'
import { fuseBiases } from './fuse.ts'
import { Graph, type Value } from './graph.ts'
import { prune } from './prune.ts'
import { known, type TracedType } from './traced.ts'

/** A program as a graph: its inputs are the program's without the frozen ones, in their order. */
export interface Trace {
  readonly graph: Graph
  readonly inputs: readonly TensorSpec[]
  readonly outputs: TensorSpec[]
  /** The graph's inputs that are settled. */
  readonly settled: ReadonlySet<Value>
}

export interface TraceOptions {
  /** Input index → constant value. */
  readonly frozen?: ReadonlyMap<number, Buffer>
  /** Indices of inputs that hold the same at many runs; see `in-stages.ts`. */
  readonly settled?: ReadonlySet<number>
  /** For a file that other programs read: standard operators, one for each kernel. */
  readonly isPortable?: boolean
}

/**
 * Records what `program` does to tensors of the given shapes. Synchronous; tfjs's backend is the
 * same afterwards as before, also when the program throws.
 */
export function trace(
  program: Program,
  specs: readonly TensorSpec[],
  { frozen = new Map(), settled = new Set(), isPortable = false }: TraceOptions = {},
): Trace {
  const graph = new Graph()
  const emitter = new Emitter(graph, isPortable)
  const backend = traceBackend()
  const previous = tf.getBackend() || 'cpu'
  void tf.setBackend(backendName)
  tf.engine().startScope(program.name)
  try {
    const outputs = backend.recording(emitter, () => {
      const tensors = specs.map((spec, i) => inputTensor(backend, graph, spec, frozen.get(i)))
      const live = specs.map((_, i) => i).filter((i) => !frozen.has(i))
      emitter.settle(graph.inputs.filter((_, at) => settled.has(live[at])))
      return program(tensors).map((result) => addOutput(backend, emitter, result))
    })
    prune(graph)
    fuseBiases(graph)
    const inputs = specs.filter((_, i) => !frozen.has(i))
    return { graph, inputs, outputs, settled: emitter.settled }
  } finally {
    tf.engine().endScope()
    void tf.setBackend(previous)
  }
}

function inputTensor(
  backend: TraceBackend,
  graph: Graph,
  { shape, dtype }: TensorSpec,
  constant: Buffer | undefined,
): tf.Tensor {
  const { dataId } =
    constant === undefined
      ? backend.store(symbol(graph.input(shape, dtype), shape, dtype))
      : backend.store(known(constant, shape, dtype))
  return tf.engine().makeTensorFromDataId(dataId, [...shape], dtype, backend)
}

function addOutput(backend: TraceBackend, emit: Emitter, result: tf.Tensor): TensorSpec {
  emit.graph.output(emit.value(backend.traced(result)))
  return { shape: [...result.shape], dtype: result.dtype as TracedType }
}
