import * as tf from '@tensorflow/tfjs'
import type { Buffer, Compiled, Compiler, Program, TensorSpec } from '#engine'
import { generator } from '#random'

/**
 * Where the elements of an input are drawn from: `real` [−2, 2), `positive` [0.5, 3), `unit`
 * [−0.9, 0.9), `coarse` {−1, −0.5, 0, 0.5, 1} (full of ties and zeros), `bool`, or an index below a
 * number.
 */
export type Domain = 'real' | 'positive' | 'unit' | 'coarse' | 'bool' | { readonly below: number }

export interface CaseInput {
  readonly shape: readonly number[]
  readonly dtype?: TensorSpec['dtype']
  readonly domain?: Domain
}

/** A program with its inputs; `tolerance` bounds |value − reference| / max(1, |reference|). */
export interface OperationCase {
  readonly name: string
  readonly inputs: readonly CaseInput[]
  readonly program: Program
  readonly tolerance?: number
  /** Inputs compiled in as constants, by index. */
  readonly frozen?: readonly number[]
}

/** A case compiled, and run on the buffers that it was given. */
export interface CompiledCase {
  readonly compiled: Compiled
  run(): Promise<Buffer[]>
}

export async function compileCase(
  compiler: Compiler,
  { name, program, inputs, frozen = [] }: OperationCase,
): Promise<CompiledCase> {
  const buffers = inputs.map((_, index) => inputValues(name, inputs, index))
  const specs = inputs.map(({ shape, dtype = 'float32' }) => ({ shape, dtype }))
  const constants = new Map(frozen.map((index) => [index, buffers[index]]))
  const compiled = await compiler.compile(program, specs, { name, frozen: constants })
  const given = buffers.filter((_, index) => !constants.has(index))
  return { compiled, run: () => compiled.run(given) }
}

/** The elements of an input, drawn from a stream named by the case and the input. */
export function inputValues(name: string, inputs: readonly CaseInput[], index: number): Buffer {
  const input = inputs[index]
  if (input === undefined) throw new RangeError(`${name} has no input ${index}`)
  const stream = generator(['conformance', name, index])
  const { shape, dtype = 'float32', domain = 'real' } = input
  const draw = (): number => {
    if (typeof domain === 'object') return stream.integer(domain.below)
    switch (domain) {
      case 'real':
        return dtype === 'int32' ? stream.integer(9) - 4 : stream.uniform() * 4 - 2
      case 'positive':
        return dtype === 'int32' ? stream.integer(5) + 1 : stream.uniform() * 2.5 + 0.5
      case 'unit':
        return stream.uniform() * 1.8 - 0.9
      case 'coarse':
        return stream.integer(5) / 2 - 1
      case 'bool':
        return stream.integer(2)
    }
  }
  const size = shape.reduce((product, each) => product * each, 1)
  const numbers = Array.from({ length: size }, draw)
  if (dtype === 'float32') return Float32Array.from(numbers)
  return dtype === 'int32' ? Int32Array.from(numbers) : Uint8Array.from(numbers)
}

/** A program of one output that is differentiated, in tensors of whatever rank. */
export type Differentiable = (...inputs: tf.Tensor[]) => tf.Tensor

/**
 * The value and the gradients of a weighted sum of it, with weights that differ by element, so that
 * no two elements of the gradient can be mistaken for one another.
 * @param of which inputs are differentiated; all when left out
 */
export function withGradients(operation: Differentiable, of?: readonly number[]): Program {
  return (inputs) => {
    const varied = of ?? inputs.map((_, index) => index)
    const weighted: Differentiable = (...chosen) => {
      const all = inputs.map((input, index) => chosen[varied.indexOf(index)] ?? input)
      const value = operation(...all)
      const weights = tf.cos(tf.range(0, value.size, 1, 'float32')).reshape(value.shape)
      return tf.sum(tf.mul(value, weights))
    }
    const chosen = varied.flatMap((index) => inputs[index] ?? [])
    return [operation(...inputs), ...tf.grads(weighted)(chosen)]
  }
}
