import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CuspError } from '#errors'
import { trace } from '../../../../src-main/engine/graph/index.ts'
import { inference } from '../../../../src-main/engine/model/index.ts'
import { importOnnx, readOnnx } from '../../../../src-main/engine/onnx-file/index.ts'
import type * as tf from '@tensorflow/tfjs'
import type { ImageShape } from '#dataset'
import { randomNetwork } from './random-network.ts'
import { writeOnnx, type FileDraft, type NodeDraft } from './write-onnx.ts'

const shape: ImageShape = { height: 4, width: 4, channels: 1 }
const node = (type: string, inputs: string, output: string, more: Partial<NodeDraft> = {}) => ({
  ...{ type, inputs: inputs.split(' '), outputs: [output], ...more },
})
const head = { name: 'head', shape: [16, 3], values: new Array<number>(48).fill(0.1) }
const dense = [node('Flatten', 'x', 'flat'), node('MatMul', 'flat head', 'y')]
const base: FileDraft = { nodes: dense, tensors: [head], input: [undefined, 1, 4, 4] }
const after = (...nodes: NodeDraft[]): FileDraft => ({
  ...base,
  nodes: [...dense, ...nodes],
  output: 'z',
})

/** Reads a file and asks it for logits of two images, without computing them. */
function open(bytes: Uint8Array, images: ImageShape = shape, classes = 3): void {
  const { model, weights } = importOnnx(readOnnx(bytes, 'net.onnx'), images, classes)
  const float = (size: readonly number[]) => ({ shape: size, dtype: 'float32' as const })
  trace(
    ([x, ...values]) => [model.forward(x as tf.Tensor4D, values, inference)],
    [
      float([2, images.height, images.width, images.channels]),
      ...weights.map((weight) => float(weight.shape)),
    ],
  )
}

function refusal(draft: FileDraft, ...rest: [ImageShape?, number?]): CuspError {
  try {
    open(writeOnnx(draft), ...rest)
  } catch (error) {
    if (error instanceof CuspError) return error
    throw error
  }
  throw new Error('it was taken')
}

const unsupported: [string, FileDraft, RegExp][] = [
  [
    'an operator it does not know, by its name and node',
    after(node('LSTM', 'y', 'z')),
    /"make z" \(LSTM\): the operator LSTM is not imported/,
  ],
  [
    'an operator of another domain',
    after(node('Relu', 'y', 'z', { domain: 'com.microsoft' })),
    /domain "com\.microsoft"/,
  ],
  [
    'a softmax as the output',
    after(node('Softmax', 'y', 'z')),
    /\(Softmax\) makes the output: its output is probabilities.*up to the logits/,
  ],
  [
    'a log-softmax as the output, behind a reshape',
    after(node('LogSoftmax', 'y', 'l'), node('Flatten', 'l', 'z')),
    /\(LogSoftmax\).*log-probabilities/,
  ],
  ['a sigmoid as the output', after(node('Sigmoid', 'y', 'z')), /\(Sigmoid\).*squashed/],
  [
    'weights in another file',
    { ...base, tensors: [{ ...head, as: 'external' }] },
    /external data.*external_data=False/,
  ],
  [
    'weights of float16',
    { ...base, tensors: [{ ...head, as: 'float16' }] },
    /"head" is of float16; export the model in float32/,
  ],
  ['an opset before 9', { ...base, opset: 8 }, /opset 8; 9 to 23/],
  [
    'functions',
    { ...base, more: (model) => model.message(25, (inner) => inner.string(1, 'f')) },
    /functions/,
  ],
  [
    'sparse weights',
    { ...base, moreInGraph: (graph) => graph.message(15, (inner) => inner.integer(1, 1)) },
    /sparse/,
  ],
  [
    'a second input',
    { ...base, moreInGraph: (graph) => graph.message(11, (inner) => inner.string(1, 'z')) },
    /takes 2 inputs \(x, z\)/,
  ],
  [
    'a second output',
    { ...base, moreInGraph: (graph) => graph.message(12, (inner) => inner.string(1, 'flat')) },
    /gives 2 outputs \(y, flat\); export the logits alone/,
  ],
  [
    'batch normalisation in training mode',
    {
      ...base,
      opset: 18,
      nodes: [
        node('BatchNormalization', 'x one one one one', 'n', { attributes: { training_mode: 1 } }),
        node('Flatten', 'n', 'flat'),
        dense[1],
      ],
      tensors: [head, { name: 'one', shape: [1], values: [1] }],
    },
    /training mode/,
  ],
  [
    'a bound computed from the images',
    after(node('Clip', 'y y', 'z')),
    /from the images; constants are taken/,
  ],
  [
    'sizes that do not fit',
    {
      ...base,
      nodes: [node('Reshape', 'x to', 'flat'), dense[1]],
      tensors: [head, { name: 'to', shape: [2], values: [-1, 7], as: 'ints' }],
    },
    /"make flat" \(Reshape\) does not fit its operands/,
  ],
  [
    'a head for images of another size',
    { ...base, tensors: [{ ...head, shape: [8, 3], values: head.values.slice(0, 24) }] },
    /"make y" \(MatMul\) does not fit its operands: .*inner sizes 16 and 8 must be equal/,
  ],
  [
    'a threshold that every way goes through',
    {
      ...base,
      nodes: [
        node('Greater', 'x half', 'ink'),
        node('Cast', 'ink', 'bits', { attributes: { to: 1 } }),
        node('Flatten', 'bits', 'flat'),
        dense[1],
      ],
      tensors: [head, { name: 'half', shape: [1], values: [0.5] }],
    },
    /"make ink" \(Greater\) compares, and no way that a gradient could take leads from "x" to "y"\..*smooth operator/,
  ],
  [
    'numbers that are rounded',
    {
      ...base,
      nodes: [
        node('Cast', 'x', 'whole', { attributes: { to: 7 } }),
        node('Cast', 'whole', 'bits', { attributes: { to: 1 } }),
        node('Flatten', 'bits', 'flat'),
        dense[1],
      ],
    },
    /"make whole" \(Cast\) rounds/,
  ],
  [
    'a choice between constants',
    {
      ...base,
      nodes: [
        node('Flatten', 'x', 'flat'),
        node('MatMul', 'flat head', 'hidden'),
        node('Greater', 'hidden one', 'is'),
        node('Where', 'is one one', 'y'),
      ],
      tensors: [head, { name: 'one', shape: [1], values: [1] }],
    },
    /"make is" \(Greater\) compares/,
  ],
  [
    'a kernel larger than its map',
    {
      ...base,
      nodes: [
        node('Conv', 'x kernel', 'map', { attributes: { pads: [1, 1, 0, 0] } }),
        node('Flatten', 'map', 'flat'),
        dense[1],
      ],
      tensors: [
        head,
        { name: 'kernel', shape: [1, 1, 7, 7], values: new Array<number>(49).fill(0) },
      ],
    },
    /"make map" \(Conv\) has a window of 7 × 7 on maps of 4 × 4; it needs at least 6 × 6/,
  ],
  [
    'more numbers than memory',
    {
      ...base,
      nodes: [node('Pad', 'x by', 'flat'), dense[1]],
      tensors: [head, { name: 'by', shape: [8], values: [0, 0, 9e6, 9e6, 0, 0, 0, 0], as: 'ints' }],
    },
    /at most 8388608 numbers an image/,
  ],
]

describe('engine/onnx-file: refusals', () => {
  it('takes the file that the others differ from', () => {
    expect(() => open(writeOnnx(base))).not.toThrow()
  })

  it.each(unsupported)('refuses %s', (_, draft, words) => {
    const { code, message, place } = refusal(draft)
    expect(message).toMatch(words)
    expect(message).toMatch(/^net\.onnx: /)
    expect([code, place]).toEqual(['model.unsupported', 'net.onnx'])
  })

  it('takes a threshold beside which a gradient finds its way', () => {
    const gate = [node('Greater', 'y zero', 'is'), node('Where', 'is y zero', 'z')]
    const zero = { name: 'zero', shape: [1], values: [0] }
    expect(() => open(writeOnnx({ ...after(...gate), tensors: [head, zero] }))).not.toThrow()
  })

  it('refuses images of another shape, saying both', () => {
    const { code, message } = refusal(base, { height: 4, width: 4, channels: 3 })
    expect(code).toBe('model.shape')
    expect(message).toMatch(/takes images of 1 × 4 × 4, and these are 3 × 4 × 4/)
  })

  it('refuses a dataset of another number of classes, saying both', () => {
    const { code, message } = refusal(base, shape, 10)
    expect(code).toBe('model.shape')
    expect(message).toMatch(/gives \[2, 3\] for 2 images, and the dataset has 10 classes/)
  })

  it('refuses a network that mixes the images of a batch', () => {
    const mixing = after(node('ReduceMean', 'y', 'z', { attributes: { keepdims: 1, axes: [0] } }))
    const { code, message } = refusal({ ...mixing, opset: 13 })
    expect(code).toBe('model.shape')
    expect(message).toMatch(/1 rows for 2 images/)
  })

  const malformed: [string, Uint8Array][] = [
    ['nothing', new Uint8Array()],
    ['text', Buffer.from('{"model": "resnet"}')],
    ['a file that is cut off', writeOnnx(base).subarray(0, 150)],
    ['a value that nothing makes', writeOnnx({ ...base, nodes: [node('Relu', 'nothing', 'y')] })],
    ['a value that is made twice', writeOnnx({ ...base, nodes: [...dense, dense[1]] })],
    ['an output that nothing makes', writeOnnx({ ...base, output: 'elsewhere' })],
    [
      'fewer weights than their shape says',
      writeOnnx({ ...base, tensors: [{ ...head, values: [1] }] }),
    ],
    [
      'a shape beyond memory',
      writeOnnx({ ...base, tensors: [{ ...head, shape: [2 ** 40, 2 ** 40] }] }),
    ],
  ]

  it.each(malformed)('calls %s malformed', (_, bytes) => {
    expect(() => open(bytes)).toThrow(expect.objectContaining({ code: 'model.malformed' }))
  })

  const sources = [
    writeOnnx(randomNetwork(3)),
    writeOnnx(randomNetwork(4)),
    readFileSync(join(import.meta.dirname, '../../../cases/onnx/pytorch-torchscript.onnx')),
  ]

  it('meets any damage with an error of the catalogue, or not at all', () => {
    const damage = fc.record({
      source: fc.constantFrom(...sources),
      changes: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
      end: fc.option(fc.nat(), { freq: 4 }),
    })
    fc.assert(
      fc.property(damage, ({ source, changes, end }) => {
        const bytes = Uint8Array.from(source)
        for (const [at, value] of changes) bytes[at % bytes.length] = value
        try {
          open(end === null ? bytes : bytes.subarray(0, end % bytes.length))
        } catch (error) {
          expect(error).toBeInstanceOf(CuspError)
          expect((error as CuspError).code).toMatch(/^model\.|^engine\.untraceable$/)
        }
      }),
      { numRuns: 400, seed: 11 },
    )
  })

  it('meets any bytes with an error of the catalogue', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => open(bytes)).toThrow(CuspError)
      }),
      { numRuns: 300, seed: 12 },
    )
  })
})
