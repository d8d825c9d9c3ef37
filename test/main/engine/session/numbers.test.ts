import { describe, expect, it } from 'vitest'
import { createOnnxCompiler, inspectModel } from '#engine'
import { attackPlanSchema } from '#threat'
import { openEvaluation } from '../../../../src-main/engine/session/evaluation-session.ts'
import { importDraft } from '../onnx-file/run-model.ts'
import { writeOnnx, type FileDraft } from '../onnx-file/write-onnx.ts'

const shape = { height: 4, width: 4, channels: 1 }
const compiler = await createOnnxCompiler({ threads: 1 })
const values = Array.from({ length: 48 }, (_, i) => Math.sin(i))
/** log(x − 0.3) · head: NaN as soon as a pixel is darker than 0.3. */
const draft = (head: readonly number[] = values): FileDraft => ({
  nodes: [
    { type: 'Sub', inputs: ['x', 'dark'], outputs: ['above'] },
    { type: 'Log', inputs: ['above'], outputs: ['log'] },
    { type: 'Flatten', inputs: ['log'], outputs: ['flat'] },
    { type: 'MatMul', inputs: ['flat', 'head'], outputs: ['y'] },
  ],
  tensors: [
    { name: 'head', shape: [16, 3], values: head },
    { name: 'dark', shape: [1], values: [0.3] },
  ],
  input: [undefined, 1, 4, 4],
})
const bright = Float32Array.from({ length: 4 * 16 }, (_, i) => 0.4 + ((i * 37) % 100) / 200)
const batch = {
  images: bright,
  labels: new Int32Array(4),
  indices: Uint32Array.from([5, 6, 7, 8]),
  size: 4,
}

describe('engine/session: logits that are no numbers', () => {
  it('ends an evaluation with the example, before an image is counted as robust or fooled', async () => {
    const { model, weights } = importDraft(draft(), shape, 3)
    const session = openEvaluation(compiler, model, { shape, classes: 3 }, weights)
    const labels = (await session.predict(batch)).prediction
    const plans = [
      { attack: 'pgd', epsilon: 0.3, steps: 5 },
      { attack: 'square', epsilon: 0.3, queries: 20 },
      { attack: 'fab-t', epsilon: 0.3, steps: 5 },
      { attack: 'spatial-random', rotation: 90, translation: 2 },
    ].map((plan) => attackPlanSchema.parse(plan))
    const answers = plans.map((plan) => session.attack(plan, { ...batch, labels }, ['key']))
    const codes = await Promise.all(
      answers.map((answer) =>
        answer.then(({ loss }) => [...loss].every(Number.isFinite), errorCode),
      ),
    )
    expect(codes.filter((code) => code !== true)).not.toEqual([])
    for (const code of codes) expect([true, 'evaluation.not-finite']).toContain(code)
    const dark = { ...batch, images: batch.images.map((value, i) => (i < 16 ? 0 : value)) }
    await expect(session.predict(dark)).rejects.toMatchObject({
      code: 'evaluation.not-finite',
      place: 'example 5',
    })
    await expect(session.attack({ attack: 'clean' }, dark, ['key'])).rejects.toMatchObject({
      message: expect.stringMatching(
        /^The network answers example 5 with logits that are NaN/,
      ) as string,
    })
    await session.close()
  })

  it('refuses a file whose logits are infinite, and names the weights that are', async () => {
    const bytes = writeOnnx(draft(values.map((value, i) => (i === 4 ? Infinity : value))))
    const about = { bytes, file: 'net.onnx', shape, classes: 3, normalisation: undefined }
    await expect(inspectModel(compiler, { ...about, sample: batch })).rejects.toMatchObject({
      code: 'model.malformed',
      message: expect.stringMatching(
        /^net\.onnx: 4 of its 12 logits .* are NaN or infinite; .*; infinite are 1 of the 48 of "head"$/,
      ) as string,
    })
  })
})

const errorCode = ({ code }: { code: unknown }): unknown => code
