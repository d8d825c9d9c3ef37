import { describe, expect, it } from 'vitest'
import { byOnnxRuntime, importDraft, largestGap, logitsOf, randomImages } from './run-model.ts'
import { writeOnnx, type FileDraft, type NodeDraft, type TensorDraft } from './write-onnx.ts'

const shape = { height: 6, width: 5, channels: 3 }
const pixels = 90

/** Weights that are no round numbers, the same each time. */
const numbers = (count: number) => Array.from({ length: count }, (_, i) => Math.sin(1 + 7 * i))
const tensor = (name: string, ...size: number[]): TensorDraft => ({
  name,
  shape: size,
  values: numbers(size.reduce((product, each) => product * each, 1)),
})
const list = (name: string, ...values: number[]): TensorDraft => ({
  name,
  shape: [values.length],
  values,
  as: 'ints',
})
const node = (
  type: string,
  inputs: string,
  output: string,
  attributes: NodeDraft['attributes'] = {},
): NodeDraft => ({ type, inputs: inputs.split(' '), outputs: output.split(' '), attributes })

/** A network that ends in `head` of the flat value `v`, of `into` numbers an image. */
const ended = (
  nodes: NodeDraft[],
  into: number,
  tensors: TensorDraft[],
  opset = 18,
): FileDraft => ({
  nodes: [...nodes, node('Flatten', 'v', 'flat'), node('MatMul', 'flat head', 'y')],
  tensors: [...tensors, tensor('head', into, 4)],
  input: [undefined, 3, 6, 5],
  opset,
})

async function gap(draft: FileDraft, count = 2, sizes?: number[]): Promise<number> {
  const images = randomImages(shape, 1, count)
  const own = await logitsOf(importDraft(draft, shape, 4), images, shape)
  return largestGap(own, await byOnnxRuntime(writeOnnx(draft), images, shape, sizes))
}

const cases: [string, FileDraft][] = [
  ['Clip with attributes', ended([node('Clip', 'x', 'v', { min: { float: 0.2 } })], pixels, [], 9)],
  [
    'Clip with a bound left out',
    ended([node('Clip', 'x  top', 'v')], pixels, [{ name: 'top', shape: [], values: [0.5] }]),
  ],
  [
    'Slice with attributes',
    ended([node('Slice', 'x', 'v', { starts: [1, 0], ends: [9, -1], axes: [2, 3] })], 60, [], 9),
  ],
  [
    'Slice backwards',
    ended([node('Slice', 'x s e a t', 'v')], 45, [
      list('s', -1),
      list('e', -100),
      list('a', 2),
      list('t', -2),
    ]),
  ],
  [
    'Pad with attributes',
    ended(
      [node('Pad', 'x', 'v', { pads: [0, 0, 1, 2, 0, 1, 0, 0], value: { float: 0.5 } })],
      196,
      [],
      9,
    ),
  ],
  [
    'Squeeze and Unsqueeze with attributes',
    ended(
      [node('Unsqueeze', 'x', 'u', { axes: [1] }), node('Squeeze', 'u', 'v', { axes: [1] })],
      pixels,
      [],
      11,
    ),
  ],
  [
    'Softmax over all axes from one on',
    ended([node('Softmax', 'x', 'v', { axis: 2 })], pixels, [], 11),
  ],
  ['LogSoftmax in the middle', ended([node('LogSoftmax', 'x', 'v', { axis: 1 })], pixels, [])],
  [
    'ReduceMean with attributes',
    ended([node('ReduceMean', 'x', 'v', { axes: [1, 3], keepdims: 0 })], 6, [], 13),
  ],
  [
    'ReduceSum along channels',
    ended([node('ReduceSum', 'x a', 'v', { keepdims: 1 })], 30, [list('a', 1)]),
  ],
  ['Dropout at inference', ended([node('Dropout', 'x', 'v mask')], pixels, [])],
  ['Gelu by erf', ended([node('Gelu', 'x', 'v')], pixels, [], 20)],
  ['Gelu by tanh', ended([node('Gelu', 'x', 'v', { approximate: 'tanh' })], pixels, [], 20)],
  [
    'Split into named parts',
    ended(
      [node('Split', 'x p', 'a b', { axis: 1 }), node('Concat', 'b a', 'v', { axis: 1 })],
      pixels,
      [list('p', 1, 2)],
    ),
  ],
  [
    'Split into equal parts',
    ended(
      [node('Split', 'x', 'a b c', { axis: 2, num_outputs: 3 }), node('Sum', 'a b c', 'v')],
      30,
      [],
    ),
  ],
  [
    'Pow, Sqrt, Exp, Log, Abs and Neg',
    ended(
      [
        node('Pow', 'x two', 'p'),
        node('Sqrt', 'p', 's'),
        node('Exp', 's', 'e'),
        node('Log', 'e', 'l'),
        node('Neg', 'l', 'n'),
        node('Abs', 'n', 'v'),
      ],
      pixels,
      [{ name: 'two', shape: [], values: [2] }],
    ),
  ],
  [
    'Where, Greater and Less',
    ended(
      [node('Greater', 'x half', 'g'), node('Neg', 'x', 'n'), node('Where', 'g x n', 'v')],
      pixels,
      [{ name: 'half', shape: [1], values: [0.5] }],
    ),
  ],
  [
    'Max and Min with broadcasting',
    ended([node('Max', 'x c', 'm'), node('Min', 'm x', 'v')], pixels, [tensor('c', 3, 1, 1)]),
  ],
  [
    'Mish and Reciprocal',
    ended(
      [node('Mish', 'x', 'm'), node('Reciprocal', 'one', 'r'), node('Mul', 'm r', 'v')],
      pixels,
      [{ name: 'one', shape: [1], values: [3] }],
      18,
    ),
  ],
  ['Gather of channels', ended([node('Gather', 'x i', 'v', { axis: 1 })], 60, [list('i', 2, -3)])],
  [
    'Transpose without an order',
    ended(
      [
        node('Transpose', 'x', 't', { perm: [3, 1, 0, 2] }),
        node('Transpose', 't', 'u', { perm: [2, 1, 3, 0] }),
        node('Relu', 'u', 'v'),
      ],
      pixels,
      [],
    ),
  ],
  [
    'a filter reached through Identity, and used twice',
    ended(
      [
        node('Identity', 'w', 'same'),
        node('Conv', 'x w', 'a', { pads: [1, 1, 1, 1] }),
        node('Conv', 'a same', 'v', { pads: [1, 1, 1, 1] }),
      ],
      pixels,
      [tensor('w', 3, 3, 3, 3)],
    ),
  ],
  [
    'a filter that is also an operand',
    ended(
      [node('Mul', 'w w', 'squared'), node('Conv', 'x w', 'a'), node('Conv', 'a squared', 'v')],
      pixels,
      [tensor('w', 3, 3, 1, 1)],
    ),
  ],
  [
    'padding beyond the kernel',
    ended([node('Conv', 'x w', 'v', { pads: [2, 0, 3, 1] })], 2 * 11 * 6, [
      tensor('w', 2, 3, 1, 1),
    ]),
  ],
  [
    'a shape computed from the images',
    ended(
      [
        node('Shape', 'x', 's'),
        node('Gather', 's zero', 'n', { axis: 0 }),
        node('Unsqueeze', 'n zeros', 'one'),
        node('Concat', 'one rest', 'shape', { axis: 0 }),
        node('Reshape', 'x shape', 'v'),
      ],
      pixels,
      [{ name: 'zero', shape: [], values: [0], as: 'ints' }, list('zeros', 0), list('rest', 9, -1)],
    ),
  ],
  [
    'ReduceMax, ReduceMin and Expand',
    ended(
      [
        node('ReduceMax', 'x a', 'm', { keepdims: 1 }),
        node('ReduceMin', 'm b', 'n', { keepdims: 1 }),
        node('Expand', 'n to', 'v'),
      ],
      6,
      [list('a', 1), list('b', 2, 3), list('to', 3, 1, 2)],
    ),
  ],
  [
    'a product of rows with a matrix',
    ended([node('MatMul', 'x w', 'v')], 3 * 6 * 2, [tensor('w', 5, 2)]),
  ],
]

describe('engine/onnx-file: operators', () => {
  it.each(cases)('%s', async (_, draft) => {
    expect(await gap(draft)).toBeLessThan(1e-5)
  })

  it('a file for a batch of one takes any batch, image by image', async () => {
    const nodes = [node('Reshape', 'x to', 'flat'), node('MatMul', 'flat head', 'y')]
    const tensors = [list('to', 1, pixels), tensor('head', pixels, 4)]
    const draft: FileDraft = { nodes, tensors, input: [1, 3, 6, 5] }
    const images = randomImages(shape, 1, 3)
    const own = await logitsOf(importDraft(draft, shape, 4), images, shape)
    const each = [0, 1, 2].map((i) =>
      byOnnxRuntime(writeOnnx(draft), images.slice(i * pixels, (i + 1) * pixels), shape),
    )
    const right = (await Promise.all(each)).flatMap((logits) => [...logits])
    expect(largestGap(own, right)).toBeLessThan(1e-5)
  })

  it('images with channels last, as TensorFlow exports, are taken as they are', async () => {
    const draft: FileDraft = {
      nodes: [
        node('Transpose', 'x', 't', { perm: [0, 3, 1, 2] }),
        ...[
          node('Conv', 't w', 'c'),
          node('GlobalAveragePool', 'c', 'g'),
          node('Flatten', 'g', 'y'),
        ],
      ],
      tensors: [tensor('w', 4, 3, 2, 2)],
      input: [undefined, 6, 5, 3],
    }
    expect(await gap(draft, 2, [2, 6, 5, 3])).toBeLessThan(1e-5)
  })

  it('rows of pixels are taken channel by channel', async () => {
    const nodes = [node('MatMul', 'x head', 'y')]
    const draft: FileDraft = {
      nodes,
      tensors: [tensor('head', pixels, 4)],
      input: [undefined, pixels],
    }
    expect(await gap(draft, 2, [2, pixels])).toBeLessThan(1e-5)
  })
})
