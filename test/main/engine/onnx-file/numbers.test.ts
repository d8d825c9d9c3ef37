import { describe, expect, it } from 'vitest'
import { importDraft } from './run-model.ts'
import type { FileDraft, TensorDraft } from './write-onnx.ts'

const shape = { height: 4, width: 4, channels: 1 }
const values = new Array<number>(48).fill(0.1)
const clipped = (...tensors: TensorDraft[]): FileDraft => ({
  nodes: [
    { type: 'Flatten', inputs: ['x'], outputs: ['flat'] },
    { type: 'MatMul', inputs: ['flat', 'head'], outputs: ['logits'] },
    { type: 'Clip', inputs: ['logits', 'low', 'top'], outputs: ['y'] },
  ],
  tensors: [
    { name: 'low', shape: [], values: [-1] },
    { name: 'top', shape: [], values: [Infinity] },
    ...tensors,
  ],
  input: [undefined, 1, 4, 4],
})

describe('engine/onnx-file: numbers', () => {
  it('names the tensor whose values are NaN, and how many are', () => {
    const broken = values.map((value, i) => (i % 20 === 7 ? NaN : value))
    const open = () =>
      importDraft(clipped({ name: 'head', shape: [16, 3], values: broken }), shape, 3)
    expect(open).toThrow(expect.objectContaining({ code: 'model.malformed' }))
    expect(open).toThrow(
      'net.onnx: 3 of the 48 values of tensor "head" are NaN; numbers belong there',
    )
  })

  it('takes infinite bounds', () => {
    const draft = clipped({ name: 'head', shape: [16, 3], values })
    expect(() => importDraft(draft, shape, 3)).not.toThrow()
  })
})
