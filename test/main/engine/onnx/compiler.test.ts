import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { createOnnxCompiler, type Compiled, type Program, type TensorSpec } from '#engine'
import { generator } from '#random'

const float = (...shape: number[]): TensorSpec => ({ shape, dtype: 'float32' })

function drawn(...shape: number[]): Float32Array {
  const stream = generator(['onnx', ...shape])
  return Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => stream.normal())
}

async function compile(program: Program, specs: TensorSpec[], threads = 2): Promise<Compiled> {
  const compiler = await createOnnxCompiler({ threads })
  return compiler.compile(program, specs, { name: 'a test' })
}

const convolve: Program = ([x, w]) => {
  const loss = (image: tf.Tensor): tf.Tensor =>
    tf.sum(tf.square(tf.conv2d(image as tf.Tensor4D, w as tf.Tensor4D, 1, 'same')))
  return [tf.grad(loss)(x)]
}

describe('engine/onnx/compiler', () => {
  it('gives the same bits on every run', async () => {
    const shapes = [float(8, 14, 14, 16), float(5, 5, 16, 32)]
    const compiled = await compile(convolve, shapes)
    const buffers = shapes.map(({ shape }) => drawn(...shape))
    const [first] = await compiled.run(buffers)
    for (let i = 0; i < 5; i++) expect(await compiled.run(buffers)).toEqual([first])
    await compiled.dispose()
  })

  it('gives the same bits from a program compiled again', async () => {
    const shapes = [float(2, 8, 8, 4), float(3, 3, 4, 8)]
    const buffers = shapes.map(({ shape }) => drawn(...shape))
    const [one, two] = [await compile(convolve, shapes), await compile(convolve, shapes)]
    expect(two.graphHash).toBe(one.graphHash)
    expect(await two.run(buffers)).toEqual(await one.run(buffers))
    await one.dispose()
    await two.dispose()
  })

  it('hashes what it computes', async () => {
    const specs = [float(3)]
    const [a, b] = [
      await compile(([x]) => [tf.exp(x)], specs),
      await compile(([x]) => [tf.log(x)], specs),
    ]
    expect(a.graphHash).toMatch(/^[0-9a-f]{64}$/)
    expect(b.graphHash).not.toBe(a.graphHash)
    await a.dispose()
    await b.dispose()
  })

  it('reads settled inputs again when their version changes, and gives the same bits as without', async () => {
    const compiler = await createOnnxCompiler({ threads: 1 })
    const shapes = [float(2, 8, 8, 16), float(3, 3, 16, 16)]
    const [x, w] = shapes.map(({ shape }) => drawn(...shape))
    const other = w.map((value) => value / 2)
    const plain = await compiler.compile(convolve, shapes, { name: 'plain' })
    const settled = await compiler.compile(convolve, shapes, {
      name: 'settled',
      settled: new Set([1]),
    })
    expect(settled.inputs).toEqual(plain.inputs)
    const [before, after] = [await plain.run([x, w]), await plain.run([x, other])]
    expect(await settled.run([x, w], 1)).toEqual(before)
    expect(await settled.run([x, other], 1)).toEqual(before)
    expect(await settled.run([x, other], 2)).toEqual(after)
    expect(await settled.run([x, w])).toEqual(before)
    expect(await settled.run([x, other])).toEqual(after)
    await plain.dispose()
    await settled.dispose()
  })

  it('gives the same bits by any number of threads, though it lays graphs out otherwise', async () => {
    // Three rows of taps: shared out by one thread as they are, not by two or five.
    const shapes = [float(16, 12, 12, 1), float(1, 1, 1, 16), float(3, 3, 16, 32)]
    const slopes: Program = ([x, first, second]) => {
      const maps = (by: tf.Tensor): tf.Tensor4D =>
        tf.relu(tf.conv2d(x as tf.Tensor4D, by as tf.Tensor4D, 1, 'same'))
      const loss = (a: tf.Tensor, b: tf.Tensor): tf.Scalar =>
        tf.sum(tf.square(tf.conv2d(maps(a), b as tf.Tensor4D, 1, 'same')))
      return tf.grads(loss)([first, second])
    }
    const buffers = shapes.map(({ shape }) => drawn(...shape))
    const found = await Promise.all(
      [1, 2, 5].map(async (threads) => {
        const compiled = await compile(slopes, shapes, threads)
        const outputs = await compiled.run(buffers)
        await compiled.dispose()
        return outputs
      }),
    )
    expect(found[1]).toEqual(found[0])
    expect(found[2]).toEqual(found[0])
  })

  it('takes frozen inputs at compile time and the rest at run time', async () => {
    const compiler = await createOnnxCompiler({ threads: 1 })
    const shapes = [float(2, 8, 8, 16), float(3, 3, 16, 16)]
    const [x, w] = shapes.map(({ shape }) => drawn(...shape))
    const live = await compiler.compile(convolve, shapes, { name: 'live' })
    const frozen = await compiler.compile(convolve, shapes, {
      name: 'frozen',
      frozen: new Map([[1, w]]),
    })
    expect(frozen.inputs).toEqual([shapes[0]])
    const [[fromFrozen], [fromLive]] = [await frozen.run([x]), await live.run([x, w])]
    fromFrozen.forEach((each, i) => expect(each).toBeCloseTo(fromLive[i], 2))
    await live.dispose()
    await frozen.dispose()
  })

  it('leaves its inputs alone and gives outputs of their own', async () => {
    const compiled = await compile(([x]) => [x, tf.add(x, 1)], [float(3)])
    const input = Float32Array.of(1, 2, 3)
    const [same, more] = await compiled.run([input])
    await compiled.run([Float32Array.of(7, 8, 9)])
    expect(same).not.toBe(input)
    expect([...same, ...more, ...input]).toEqual([1, 2, 3, 2, 3, 4, 1, 2, 3])
    await compiled.dispose()
  })

  it('writes its last outputs where it is told to, and allocates nothing for any', async () => {
    const compiler = await createOnnxCompiler({ threads: 1 })
    const length = 2 ** 20
    const into = [new Float32Array(length), new Int32Array(length)]
    const compiled = await compiler.compile(
      ([x]) => [tf.sum(x), tf.mul(x, 2), tf.cast(tf.greater(x, 2), 'int32')],
      [float(length)],
      { name: 'into', into },
    )
    const first = await compiled.run([new Float32Array(length).fill(1)])
    expect(first[1]).toBe(into[0])
    expect(first[2]).toBe(into[1])
    expect([first[0][0], first[1][length - 1], first[2][5]]).toEqual([length, 2, 0])
    const before = process.memoryUsage().arrayBuffers
    const x = new Float32Array(length).fill(3)
    for (let i = 0; i < 5; i++) expect(await compiled.run([x])).toEqual(first)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * length)
    expect([first[0][0], first[1][length - 1], first[2][5]]).toEqual([3 * length, 6, 1])
    await compiled.dispose()
  })

  it('names the input whose buffer does not fit', async () => {
    const compiled = await compile(([x]) => [tf.neg(x)], [float(2, 3)])
    await expect(compiled.run([new Float32Array(5)])).rejects.toThrow(
      'a test, input 0: Float32Array of 5 elements was given; give a Float32Array of 6 for [2, 3]',
    )
    await expect(compiled.run([])).rejects.toThrow('0 buffers for 1 inputs')
    await compiled.dispose()
  })

  it('refuses a number of threads that is none', async () => {
    await expect(createOnnxCompiler({ threads: 0 })).rejects.toMatchObject({
      code: 'input.invalid',
    })
  })

  it('averages a padded window over its pixels, and its gradient too', async () => {
    const pool = (x: tf.Tensor): tf.Tensor => tf.avgPool(x as tf.Tensor4D, 3, 2, 'same')
    const weighted = (x: tf.Tensor): tf.Tensor =>
      tf.sum(tf.mul(pool(x), tf.range(1, 10).reshape([1, 3, 3, 1])))
    const compiled = await compile(
      ([x]) => [weighted(x), tf.grad(weighted)(x)],
      [float(1, 5, 5, 1)],
    )
    const x = drawn(1, 5, 5, 1)
    const [, gradient] = await compiled.run([x])
    for (const at of x.keys()) {
      const [above, below] = [x.slice(), x.slice()]
      above[at] += 0.5
      below[at] -= 0.5
      const slope = (await compiled.run([above]))[0][0] - (await compiled.run([below]))[0][0]
      expect(gradient[at]).toBeCloseTo(slope, 3)
    }
    await compiled.dispose()
  })
})
