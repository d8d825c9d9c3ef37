import * as tf from '@tensorflow/tfjs'
import { CuspError } from '#errors'
import { generator } from '#random'
import type { Buffer, Compiler, Program, TensorSpec } from './compiler.ts'
import { createReferenceCompiler } from './tfjs/index.ts'

const float = (...shape: number[]): TensorSpec => ({ shape, dtype: 'float32' })

/** A convolution, a pool, a dense layer, a softmax and all their gradients, on a few small images. */
const inputs = [float(4, 8, 8, 2), float(3, 3, 2, 16), float(256, 5)]

const program: Program = ([x, filter, dense]) => {
  const loss = (...given: tf.Tensor[]): tf.Scalar => {
    const [image, kernel, weights] = given
    const map = tf.conv2d(image as tf.Tensor4D, kernel as tf.Tensor4D, 1, 'same')
    const features = tf.maxPool(tf.relu(map), 2, 2, 'same').reshape([4, -1])
    const logits = tf.matMul(features, weights)
    return tf.neg(tf.mean(tf.slice(tf.logSoftmax(logits), [0, 0], [-1, 1])))
  }
  const { value, grads } = tf.valueAndGrads(loss)([x, filter, dense])
  return [value, ...grads]
}

/** |value − reference| / max(1, |reference|): single precision, summed in another order. */
const tolerance = 1e-3

/**
 * Computes a small step on an engine and on the reference, and compares.
 * @returns the largest difference found
 * @throws CuspError `engine.wrong` when the engine gives other numbers, with them.
 */
export async function probeCompiler(compiler: Compiler, name: string): Promise<number> {
  const buffers = inputs.map(({ shape }, i) => drawn(shape, i))
  const [found, right] = [
    await compute(compiler, buffers),
    await compute(await createReferenceCompiler(), buffers),
  ]
  let worst = 0
  for (const [output, wanted] of right.entries())
    for (const [at, number] of wanted.entries()) {
      const value = found[output]?.[at] ?? NaN
      const error = Math.abs(value - number) / Math.max(1, Math.abs(number))
      if (!(error <= tolerance)) throw wrong(name, { output, at, value, right: number })
      worst = Math.max(worst, error)
    }
  return worst
}

function wrong(
  name: string,
  { output, at, value, right }: Readonly<Record<'output' | 'at' | 'value' | 'right', number>>,
): CuspError {
  return new CuspError(
    'engine.wrong',
    `${name} gives wrong numbers and is not used: element ${at} of output ${output} of a small step ` +
      `is ${value}, and the reference gives ${right}.`,
    { place: name },
  )
}

async function compute(compiler: Compiler, buffers: readonly Buffer[]): Promise<Buffer[]> {
  const compiled = await compiler.compile(program, inputs, { name: 'probe' })
  try {
    return await compiled.run(buffers)
  } finally {
    await compiled.dispose()
  }
}

function drawn(shape: readonly number[], index: number): Float32Array {
  const stream = generator(['probe', index])
  const size = shape.reduce((product, each) => product * each, 1)
  return Float32Array.from({ length: size }, () => stream.uniform() - 0.5)
}
