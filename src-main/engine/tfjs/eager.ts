import { createHash } from 'node:crypto'
import { asCuspError, type CuspError } from '#errors'
import * as tf from '@tensorflow/tfjs'
import { checkBuffers } from '../buffers.ts'
import type { Buffer, Compiled, Compiler, Program, TensorSpec } from '../compiler.ts'
import { trace } from '../graph/index.ts'

/** A tfjs backend that computes as it is told, operation by operation. */
export interface EagerSpec {
  readonly name: Compiler['name']
  /** The name tfjs knows the backend by. */
  readonly backend: string
  /** What a refusal of the backend means, if it is known. */
  readonly explain?: (
    thrown: unknown,
    program: string,
    inputs: readonly TensorSpec[],
  ) => CuspError | undefined
}

/** Runs programs on a tfjs backend as they are written; frozen inputs are put on the device once. */
export function createEagerCompiler(spec: EagerSpec): Compiler {
  return {
    name: spec.name,
    async compile(program, specs, { name, frozen = new Map<number, Buffer>(), into = [] }) {
      const constants = keepConstants(spec, specs, frozen)
      const bound = { program, specs, constants, name, into }
      const outputs = outputsOf(spec, bound, frozen)
      const inputs = specs.filter((_, i) => !frozen.has(i))
      const graphHash = hash(program, specs, frozen)
      return compiled(spec, bound, { graphHash, inputs, outputs })
    },
  }
}

interface Bound {
  readonly name: string
  readonly program: Program
  readonly specs: readonly TensorSpec[]
  /** The frozen inputs. */
  readonly constants: ReadonlyMap<number, tf.Tensor>
  /** Memory of the last outputs. */
  readonly into: readonly Buffer[]
}

type Facts = Pick<Compiled, 'graphHash' | 'inputs' | 'outputs'>

function compiled(spec: EagerSpec, bound: Bound, facts: Facts): Compiled {
  return {
    ...facts,
    async run(buffers) {
      checkBuffers(bound.name, facts.inputs, buffers)
      return evaluate(spec, bound, buffers).buffers
    },
    async dispose() {
      onBackend(spec.backend, () => tf.dispose([...bound.constants.values()]))
    },
  }
}

/** Shapes from a trace, which is quick; what cannot be traced is run once on zeros. */
function outputsOf(
  spec: EagerSpec,
  bound: Bound,
  frozen: ReadonlyMap<number, Buffer>,
): TensorSpec[] {
  try {
    return trace(bound.program, bound.specs, { frozen }).outputs
  } catch (thrown) {
    if (asCuspError(thrown).code !== 'engine.untraceable') throw thrown
    const live = bound.specs.filter((_, i) => !frozen.has(i))
    return evaluate(spec, bound, live.map(zeroBuffer)).outputs
  }
}

/** Runs a program on the backend; keeps no tensor and restores the backend it found. */
function evaluate(
  { backend, explain }: EagerSpec,
  { program, specs, constants, name, into }: Bound,
  buffers: readonly Buffer[],
): { outputs: TensorSpec[]; buffers: Buffer[] } {
  return onBackend(backend, () => {
    tf.engine().startScope(name)
    try {
      const rest = buffers.values()
      const inputs = specs.map((spec, i) => constants.get(i) ?? tensorOf(rest.next().value, spec))
      const results = program(inputs)
      const owned = results.length - into.length
      return {
        outputs: results.map(specOf),
        buffers: results.map((result, i) => bufferOf(result, into[i - owned])),
      }
    } catch (thrown) {
      throw explain?.(thrown, name, specs) ?? thrown
    } finally {
      tf.engine().endScope()
    }
  })
}

function onBackend<T>(backend: string, body: () => T): T {
  const previous = tf.getBackend() || 'cpu'
  void tf.setBackend(backend)
  try {
    return body()
  } finally {
    void tf.setBackend(previous)
  }
}

function keepConstants(
  { backend }: EagerSpec,
  specs: readonly TensorSpec[],
  frozen: ReadonlyMap<number, Buffer>,
): ReadonlyMap<number, tf.Tensor> {
  return onBackend(
    backend,
    () => new Map([...frozen].map(([i, buffer]) => [i, tf.keep(tensorOf(buffer, specs[i]))])),
  )
}

/** tfjs and TensorFlow keep the array they are given, so they get their own. */
function tensorOf(buffer: Buffer | undefined, { shape, dtype }: TensorSpec): tf.Tensor {
  if (buffer === undefined) throw new RangeError('every input has a buffer')
  return tf.tensor(buffer.slice(), [...shape], dtype)
}

function specOf({ shape, dtype }: tf.Tensor): TensorSpec {
  return { shape: [...shape], dtype: dtype as TensorSpec['dtype'] }
}

/** tfjs keeps the array of the type a tensor was cast from. */
function bufferOf(tensor: tf.Tensor, into?: Buffer): Buffer {
  const data = tensor.dataSync()
  if (into) {
    into.set(data)
    return into
  }
  if (tensor.dtype === 'float32') return Float32Array.from(data)
  return tensor.dtype === 'int32' ? Int32Array.from(data) : Uint8Array.from(data)
}

function zeroBuffer({ shape, dtype }: TensorSpec): Buffer {
  const size = shape.reduce((product, each) => product * each, 1)
  if (dtype === 'float32') return new Float32Array(size)
  return dtype === 'int32' ? new Int32Array(size) : new Uint8Array(size)
}

/** There is no graph: the program's text, its shapes and its constants stand for it. */
function hash(
  program: Program,
  specs: readonly TensorSpec[],
  frozen: ReadonlyMap<number, Buffer>,
): string {
  const sum = createHash('sha256').update(program.toString()).update(JSON.stringify(specs))
  for (const [index, buffer] of frozen) sum.update(String(index)).update(buffer)
  return sum.digest('hex')
}
