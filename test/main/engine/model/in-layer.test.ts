import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { createOnnxCompiler, createReferenceCompiler, type Compiler } from '#engine'
import { createModel, inference } from '../../../../src-main/engine/model/index.ts'
import {
  chain,
  convolution,
  dense,
  pointwise,
} from '../../../../src-main/engine/model/layer/index.ts'
import { network } from '../../../../src-main/engine/model/network.ts'

const shape = { height: 6, width: 6, channels: 1 }
const images = { shape: [2, 6, 6, 1], dtype: 'float32' as const }
const named = { name: 'logits of a test' }

/** A network that sorts its maps in the middle, which is not lowered to ONNX. */
const sorting = network(
  'sorting',
  shape,
  chain(
    convolution('first', { size: 3, channels: 4 }),
    chain(
      convolution('second', { size: 3, channels: 4 }),
      pointwise((x) => tf.topk(x, 4).values),
    ),
    dense('last', 3, 'he'),
  ),
)

async function compile(compiler: Compiler, of = sorting, from = images) {
  const specs = of.weights.map((spec) => ({ shape: spec.shape, dtype: 'float32' as const }))
  return compiler.compile(
    ([x, ...w]) => [of.forward(x as tf.Tensor4D, w, inference)],
    [from, ...specs],
    named,
  )
}

describe('engine/model/layer/in-layer', () => {
  it('names the operation that cannot be compiled, its layer, its program and who can run it', async () => {
    const onnx = await createOnnxCompiler({ threads: 1 })
    await expect(compile(onnx)).rejects.toMatchObject({
      code: 'engine.untraceable',
      place: 'layer number 2',
      message:
        'Layer "number 2": the onnx engine cannot compile TopK of float32 [2, 2, 2, 4]: ' +
        'tfjs-node, tfjs-node-gpu and reference can run it (in "logits of a test").',
    })
    const reference = await compile(await createReferenceCompiler())
    expect(reference.outputs).toEqual([{ shape: [2, 3], dtype: 'float32' }])
  })

  it('names the layer that maps do not fit', async () => {
    const model = createModel({ architecture: 'std-cnn' }, { ...shape, height: 9, width: 8 }, 3)
    const grey = { shape: [2, 9, 8, 5], dtype: 'float32' as const }
    await expect(
      compile(await createOnnxCompiler({ threads: 1 }), model, grey),
    ).rejects.toMatchObject({
      code: 'model.shape',
      message: expect.stringMatching(
        /^Layer "conv1" does not fit maps of \[2, 9, 8, 5\]: /,
      ) as unknown,
    })
  })

  it('names the layer that features do not fit, too', async () => {
    const model = createModel({ architecture: 'std-cnn' }, { ...shape, height: 8, width: 8 }, 3)
    const larger = { shape: [2, 16, 16, 1], dtype: 'float32' as const }
    await expect(
      compile(await createOnnxCompiler({ threads: 1 }), model, larger),
    ).rejects.toMatchObject({
      code: 'model.shape',
      message: expect.stringMatching(
        /^Layer "dense1" does not fit maps of \[2, 4, 4, 32\]: Size\(1024\) .* 2,128$/,
      ) as unknown,
    })
  })

  // An eager engine makes a map of less than nothing, and ONNX Runtime says "Invalid dimension".
  it.each([
    ['onnx', () => createOnnxCompiler({ threads: 1 })],
    ['reference', () => createReferenceCompiler()],
  ] as const)('names the layer whose kernel is larger than its maps: %s', async (_, open) => {
    const model = createModel({ architecture: 'z2-cnn' }, { ...shape, height: 28, width: 28 }, 3)
    const small = { shape: [2, 4, 4, 1], dtype: 'float32' as const }
    await expect(compile(await open(), model, small)).rejects.toMatchObject({
      code: 'model.shape',
      place: 'conv2',
      message: 'Layer "conv2" is given 2 × 2 maps: its 3 × 3 kernel needs at least 3 × 3.',
    })
  })

  it('names the layer of a convolution that is none of ours, too', async () => {
    const odd = network(
      'odd',
      shape,
      chain(
        convolution('first', { size: 3, channels: 4 }),
        pointwise((x) => tf.conv2d<tf.Tensor4D>(x, tf.ones([7, 7, 4, 4]), 1, 1)),
        dense('last', 3, 'he'),
      ),
    )
    await expect(compile(await createOnnxCompiler({ threads: 1 }), odd)).rejects.toMatchObject({
      code: 'model.shape',
      place: 'number 2',
      message:
        'Layer "number 2": Conv2D moves a window of 7 × 7 over maps of 4 × 4; they must be at least 5 × 5.',
    })
  })
})
