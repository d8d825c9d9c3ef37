import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { createOnnxCompiler } from '#engine'
import { generator } from '#random'
import { tradesObjective } from '../../../../src-main/engine/loss/index.ts'
import { createModel, initialWeights } from '../../../../src-main/engine/model/index.ts'
import { gradientProgram } from '../../../../src-main/engine/session/gradient.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const digit = { height: 28, width: 28, channels: 1 }
const model = createModel({ architecture: 'z2-cnn' }, digit, 3)
const weights = initialWeights(model, 2)
const imagesOf = (name: string): Float32Array => {
  const random = generator([name])
  return Float32Array.from({ length: 2 * 784 }, () => random.uniform())
}

/** Mean of each channel behind the first convolution: what the first batch norm sees. */
function firstMean(images: Float32Array): number[] {
  return tf.tidy(() => {
    const x = tf.tensor4d(images, [2, 28, 28, 1])
    const kernel = tf.tensor4d(weights[0].values, [3, 3, 1, 20])
    return tf.mean(tf.conv2d(x, kernel, 1, 'valid'), [0, 1, 2]).arraySync() as number[]
  })
}

describe('engine/session/gradient', () => {
  it('lets running statistics follow both passes of TRADES, the clean one first', async () => {
    const program = gradientProgram(model, tradesObjective(1), digit, 3, 2)
    const compiler = await createOnnxCompiler({ threads: 1 })
    const compiled = await compiler.compile(
      (inputs) => program.compute(inputs.slice(0, 4), inputs.slice(4)),
      [...program.data, ...program.weights],
      { name: program.name },
    )
    const [clean, perturbed] = [imagesOf('clean'), imagesOf('perturbed').map((v) => v * v)]
    const outputs = await compiled.run([
      ...[perturbed, Float32Array.of(1, 0, 0, 0, 0, 1), Float32Array.of(0.5, 0.5), clean],
      ...weights.map(({ values }) => values),
    ])
    await compiled.dispose()
    const found = outputs[2 + weights.findIndex(({ name }) => name === 'norm1/mean')]
    const [calm, hard] = [firstMean(clean), firstMean(perturbed)]
    calm.forEach((mean, i) => expect(found[i]).toBeCloseTo(0.9 * 0.1 * mean + 0.1 * hard[i], 5))
  })
})
