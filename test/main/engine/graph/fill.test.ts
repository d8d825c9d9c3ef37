import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { createOnnxCompiler, createReferenceCompiler, type Program, type TensorSpec } from '#engine'
import { layOutInBlocks, trace } from '../../../../src-main/engine/graph/index.ts'

const float = (...shape: number[]): TensorSpec => ({ shape, dtype: 'float32' })

const convolve = (x: tf.Tensor, w: tf.Tensor): tf.Tensor4D =>
  tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'valid')

/** Three convolutions with biases, relus and a pool, of as many channels as the filters have. */
const chain: Program = ([x, a, b, c, bias]) => {
  const first = tf.relu(tf.add(convolve(x, a), bias))
  const pooled = tf.maxPool(first as tf.Tensor4D, 2, 2, 'valid')
  const second = tf.relu(tf.add(convolve(pooled, b), bias))
  return [convolve(second, c)]
}

const chained = (channels: number): TensorSpec[] => [
  float(3, 14, 14, 1),
  float(3, 3, 1, channels),
  float(3, 3, channels, channels),
  float(3, 3, channels, 4),
  float(channels),
]

/** Operators of a program laid out in blocks of 16, of which there are that many. */
function count(program: Program, specs: TensorSpec[], type: string): number {
  const { graph } = trace(program, specs)
  layOutInBlocks(graph, 16, 2)
  return graph.nodes.filter((node) => node.type === `${type}@com.microsoft.nchwc`).length
}

const drawn = ({ shape }: TensorSpec, seed: number): Float32Array =>
  Float32Array.from({ length: shape.reduce((all, extent) => all * extent, 1) }, (_, i) =>
    Math.sin(i * 1.7 + seed),
  )

describe('engine/graph/blocks/fill', () => {
  it('fills up the last block of channels from one convolution to the next', () => {
    const specs = chained(40)
    expect(count(chain, specs, 'Conv')).toBe(2)
    expect(count(chain, specs, 'MaxPool')).toBe(1)
    expect(count(chain, specs, 'ReorderInput')).toBe(0)
    expect(count(chain, specs, 'ReorderOutput')).toBe(1)
  })

  it('fills no block up that would be mostly zeros, nor channels that are not read by four', () => {
    for (const channels of [20, 33, 46]) expect(count(chain, chained(channels), 'Conv')).toBe(0)
  })

  it('leaves alone what others than convolutions read', () => {
    const both: Program = (inputs) => {
      const hidden = tf.relu(convolve(inputs[0], inputs[1]))
      return [convolve(hidden, inputs[2]), tf.mean(hidden)]
    }
    expect(count(both, chained(40), 'Conv')).toBe(0)
    const slope: Program = ([x, ...filters]) => [
      tf.grad((at) => tf.sum(tf.square(chain([at, ...filters])[0])))(x),
    ]
    expect(count(slope, chained(40), 'Conv')).toBe(0)
  })

  it.each([12, 24, 40, 44, 60])('%i channels give what the reference gives', async (channels) => {
    const specs = chained(channels)
    const inputs = specs.map(drawn)
    const frozen = new Map(inputs.slice(1).map((values, i) => [i + 1, values]))
    const reference = await (await createReferenceCompiler()).compile(chain, specs, { name: 'r' })
    const [expected] = await reference.run(inputs)
    for (const threads of [1, 2]) {
      const compiler = await createOnnxCompiler({ threads })
      const live = await compiler.compile(chain, specs, { name: 'live' })
      const fixed = await compiler.compile(chain, specs, { name: 'frozen', frozen })
      const found = [...(await live.run(inputs)), ...(await fixed.run([inputs[0]]))]
      for (const values of found)
        values.forEach((value, i) =>
          expect(Math.abs(value - expected[i])).toBeLessThan(1e-4 * (10 + Math.abs(expected[i]))),
        )
      await live.dispose()
      await fixed.dispose()
    }
  })
})
