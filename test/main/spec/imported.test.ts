import { describe, expect, it } from 'vitest'
import { parseRunSpec, problemsOfRun } from '#spec'

const model = { architecture: 'onnx', file: 'net.onnx', hash: 'a'.repeat(64) }
const document = {
  version: 1,
  dataset: { source: { kind: 'digits' }, train: 0, test: 100 },
  model,
  epochs: 0,
  batchSize: 1,
  curriculum: {},
  evaluation: { version: 1, name: 'clean', subset: { count: 100 }, plans: [] },
}

describe('spec: an imported model', () => {
  it('is evaluated without being trained, on a dataset without training examples', () => {
    expect(problemsOfRun(parseRunSpec(document))).toEqual([])
  })

  it('has the probe, and so the hash, that it always had, however few images there are', () => {
    expect(parseRunSpec(document).probe.count).toBe(256)
  })

  it('has no epochs, and a model of ours has at least one', () => {
    expect(() => parseRunSpec({ ...document, epochs: 3 })).toThrow(/^epochs: is 3; 0 belongs here/)
    expect(() => parseRunSpec({ ...document, model: { architecture: 'std-cnn' } })).toThrow(
      /^epochs: is 0; at least 1 belongs here/,
    )
  })

  it('is named by a whole hash', () => {
    expect(() => parseRunSpec({ ...document, model: { ...model, hash: 'a1' } })).toThrow(
      /model\.hash: is "a1".*64 hex digits/,
    )
  })

  it('an unknown architecture is answered with those there are', () => {
    expect(() => parseRunSpec({ ...document, model: { architecture: 'std-cn' } })).toThrow(
      /model\.architecture: is "std-cn"; did you mean "std-cnn"\?/,
    )
  })
})
