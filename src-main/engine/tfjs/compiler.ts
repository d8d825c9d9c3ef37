import { createHash } from 'node:crypto'
import { asCuspError } from '#errors'
import * as tf from '@tensorflow/tfjs'
import { checkBuffers } from '../buffers.ts'
import type { Buffer, Compiled, Compiler, Program, TensorSpec } from '../compiler.ts'
import { trace } from '../graph/index.ts'

/**
 * The reference: tfjs's cpu backend, operation by operation, in one thread of JavaScript. Slow and
 * trusted; the other engines are held against it.
 */
export async function createReferenceCompiler(): Promise<Compiler> {
  tf.enableProdMode()
  await tf.ready()
  return {
    name: 'reference',
    async compile(program, specs, { name, frozen = new Map<number, Buffer>() }) {
      const live = specs.filter((_, i) => !frozen.has(i))
      const outputs = outputsOf(program, specs, frozen)
      return compiled(program, specs, { name, frozen, live, outputs })
    },
  }
}

interface Binding {
  readonly name: string
  readonly frozen: ReadonlyMap<number, Buffer>
  readonly live: readonly TensorSpec[]
  readonly outputs: TensorSpec[]
}

function compiled(
  program: Program,
  specs: readonly TensorSpec[],
  { name, frozen, live, outputs }: Binding,
): Compiled {
  return {
    graphHash: hash(program, specs, frozen),
    inputs: live,
    outputs,
    async run(buffers) {
      checkBuffers(name, live, buffers)
      const rest = buffers.values()
      const all = specs.map((spec, i) => frozen.get(i) ?? rest.next().value ?? zeroBuffer(spec))
      return evaluate(program, specs, all).buffers
    },
    async dispose() {},
  }
}

/** Shapes from a trace, which is quick; what cannot be traced is run once on zeros. */
function outputsOf(
  program: Program,
  specs: readonly TensorSpec[],
  frozen: ReadonlyMap<number, Buffer>,
): TensorSpec[] {
  try {
    return trace(program, specs, frozen).outputs
  } catch (thrown) {
    if (asCuspError(thrown).code !== 'engine.untraceable') throw thrown
    const zeros = specs.map((spec, i) => frozen.get(i) ?? zeroBuffer(spec))
    return evaluate(program, specs, zeros).outputs
  }
}

/** Runs a program on tfjs's cpu backend; keeps no tensor and restores the backend it found. */
function evaluate(
  program: Program,
  specs: readonly TensorSpec[],
  buffers: readonly Buffer[],
): { outputs: TensorSpec[]; buffers: Buffer[] } {
  const previous = tf.getBackend() || 'cpu'
  void tf.setBackend('cpu')
  tf.engine().startScope(program.name)
  try {
    const inputs = specs.map(({ shape, dtype }, i) => tensorOf(buffers[i], shape, dtype))
    const results = program(inputs)
    return { outputs: results.map(specOf), buffers: results.map(bufferOf) }
  } finally {
    tf.engine().endScope()
    void tf.setBackend(previous)
  }
}

/** tfjs keeps the array it is given, so it gets its own. */
function tensorOf(buffer: Buffer | undefined, shape: readonly number[], dtype: tf.DataType) {
  if (buffer === undefined) throw new RangeError('every input has a buffer')
  return tf.tensor(buffer.slice(), [...shape], dtype)
}

function specOf({ shape, dtype }: tf.Tensor): TensorSpec {
  return { shape: [...shape], dtype: dtype as TensorSpec['dtype'] }
}

/** tfjs keeps the array of the type a tensor was cast from. */
function bufferOf(tensor: tf.Tensor): Buffer {
  const data = tensor.dataSync()
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
