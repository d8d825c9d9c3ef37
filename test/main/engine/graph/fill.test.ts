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

/** The same chain's slope at its images. */
const slope: Program = ([x, ...rest]) => [
  tf.grad((at) => tf.sum(tf.square(chain([at, ...rest])[0])))(x),
]

/** What would make NaN of the zeros that fill a block up, between two convolutions. */
const quotient: Program = ([x, a, b]) => {
  const hidden = convolve(x, a)
  return [convolve(tf.div(tf.square(hidden), tf.add(tf.abs(hidden), tf.square(hidden))), b)]
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

  it('fills up in gradients of images too, a transposed convolution being a flipped one', () => {
    const specs = chained(40)
    // Two convolutions forward, and the gradient of each but the last, whose slope has 4 channels.
    expect(count(slope, specs, 'Conv')).toBe(3)
  })

  it('fills nothing up where weights learn', () => {
    const learning: Program = ([x, a, ...rest]) => [
      tf.grad((at) => tf.sum(tf.square(chain([x, at, ...rest])[0])))(a),
    ]
    const large = [float(3, 26, 26, 1), ...chained(40).slice(1)]
    const { graph } = trace(learning, large)
    layOutInBlocks(graph, 16, 2)
    const channels = graph.nodes
      .filter(({ type }) => type === 'Conv@com.microsoft.nchwc')
      .flatMap(({ inputs, outputs }) => [inputs[0].shape[1], outputs[0].shape[1]])
    expect(channels.filter((each) => each === 48)).toEqual([])
  })

  it.each([
    ['chain', 12, chain],
    ['chain', 24, chain],
    ['chain', 40, chain],
    ['chain', 44, chain],
    ['chain', 60, chain],
    ['slope', 12, slope],
    ['slope', 40, slope],
    ['slope', 60, slope],
    ['quotient', 40, quotient],
  ] as const)(
    'a %s of %i channels gives what the reference gives',
    async (_, channels, program) => {
      const specs = chained(channels)
      const inputs = specs.map(drawn)
      const frozen = new Map(inputs.slice(1).map((values, i) => [i + 1, values]))
      const reference = await (
        await createReferenceCompiler()
      ).compile(program, specs, { name: 'r' })
      const [expected] = await reference.run(inputs)
      const largest = Math.max(...expected.map(Math.abs))
      const bits: Float32Array[] = []
      for (const threads of [1, 2]) {
        const compiler = await createOnnxCompiler({ threads })
        const live = await compiler.compile(program, specs, { name: 'live' })
        const fixed = await compiler.compile(program, specs, { name: 'frozen', frozen })
        const found = [...(await live.run(inputs)), ...(await fixed.run([inputs[0]]))]
        for (const values of found)
          values.forEach((value, i) =>
            expect(Math.abs(value - expected[i])).toBeLessThan(1e-5 * largest),
          )
        bits.push(...found.map((values) => Float32Array.from(values)))
        await live.dispose()
        await fixed.dispose()
      }
      expect(bits.slice(2)).toEqual(bits.slice(0, 2))
    },
  )
})
