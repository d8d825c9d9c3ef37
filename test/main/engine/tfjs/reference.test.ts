import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { createReferenceCompiler, type Program } from '#engine'

const vector = { shape: [4], dtype: 'float32' } as const

describe('engine/tfjs/reference', () => {
  it('runs a program and keeps no tensor', async () => {
    const reference = await createReferenceCompiler()
    const before = tf.memory().numTensors
    const program: Program = ([x]) => [tf.square(x), tf.greater(x, 2), tf.argMax(x)]
    const compiled = await reference.compile(program, [vector], { name: 'a test' })
    const [squares, large, largest] = await compiled.run([Float32Array.of(1, 2, 3, 4)])
    expect(squares).toEqual(Float32Array.of(1, 4, 9, 16))
    expect(large).toEqual(Uint8Array.of(0, 0, 1, 1))
    expect(largest).toEqual(Int32Array.of(3))
    expect(compiled.outputs).toEqual([
      { shape: [4], dtype: 'float32' },
      { shape: [4], dtype: 'bool' },
      { shape: [], dtype: 'int32' },
    ])
    expect(tf.memory().numTensors).toBe(before)
  })

  it('runs what no other engine can', async () => {
    const reference = await createReferenceCompiler()
    const program: Program = ([x]) => [tf.topk(x, 2).values]
    const compiled = await reference.compile(program, [vector], { name: 'a test' })
    expect(await compiled.run([Float32Array.of(1, 7, 3, 4)])).toEqual([Float32Array.of(7, 4)])
  })

  it('takes frozen inputs at compile time', async () => {
    const reference = await createReferenceCompiler()
    const frozen = new Map([[0, Float32Array.of(1, 2, 3, 4)]])
    const options = { name: 'a test', frozen }
    const compiled = await reference.compile(([a, b]) => [tf.sub(a, b)], [vector, vector], options)
    expect(compiled.inputs).toEqual([vector])
    expect(await compiled.run([Float32Array.of(1, 1, 1, 1)])).toEqual([Float32Array.of(0, 1, 2, 3)])
  })

  it('writes its last outputs where it is told to', async () => {
    const reference = await createReferenceCompiler()
    const into = [new Float32Array(4)]
    const program: Program = ([x]) => [tf.sum(x), tf.square(x)]
    const compiled = await reference.compile(program, [vector], { name: 'a test', into })
    const first = await compiled.run([Float32Array.of(1, 2, 3, 4)])
    expect(first[1]).toBe(into[0])
    await compiled.run([Float32Array.of(2, 2, 2, 2)])
    expect(first).toEqual([Float32Array.of(10), Float32Array.of(4, 4, 4, 4)])
  })
})
