import { render, screen } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { runSpecSchema, type RunDetail } from '#contract'
import ImportedModel from '../../../../src-renderer/screens/run/ImportedModel.svelte'

const model = { architecture: 'onnx', file: 'net.onnx', hash: 'ab'.repeat(32) }
const normalisation = { mean: [0.1307], standardDeviation: [0.3081] }
const facts = {
  ...{ producer: 'pytorch 2.15.0', opset: 20, parameters: 5050, operators: { Conv: 6, Gemm: 1 } },
  ...{ images: 512, correct: 490, classesPredicted: 10, largestGap: 5.8e-8 },
}

function show(change: object, imported: RunDetail['imported']): void {
  const spec = runSpecSchema.parse({
    version: 1,
    dataset: { source: { kind: 'digits' }, train: 100, test: 100 },
    ...{ model, epochs: 0, batchSize: 1, curriculum: {} },
    evaluation: { version: 1, name: 'clean', subset: { count: 100 }, plans: [] },
    ...change,
  })
  render(ImportedModel, { detail: { spec, imported } as RunDetail })
}

describe('screens/run/ImportedModel', () => {
  it('says where a model comes from and how it was checked', () => {
    show({ model: { ...model, normalisation } }, facts)
    const { textContent } = screen.getByRole('region', { name: 'Imported model' })
    expect(textContent).toMatch(/net\.onnx abababababab/)
    expect(textContent).toMatch(/pytorch 2\.15\.0, opset 20/)
    expect(textContent).toMatch(/6 Conv, 1 Gemm/)
    expect(textContent).toMatch(/within 5\.8e-8 on 512 images/)
    expect(textContent).toMatch(/minus 0\.1307, divided by 0\.3081/)
  })

  it('names the file where nothing else was kept', () => {
    show({}, null)
    expect(screen.getByRole('region', { name: 'Imported model' }).textContent).toMatch(/net\.onnx/)
    expect(screen.queryByText('Operators')).toBeNull()
  })

  it('is not there for a model of ours', () => {
    show({ model: { architecture: 'std-cnn' }, epochs: 1, batchSize: 10 }, null)
    expect(screen.queryByRole('region')).toBeNull()
  })
})
