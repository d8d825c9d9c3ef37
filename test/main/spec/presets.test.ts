import { describe, expect, it } from 'vitest'
import { parseRunSpec, presets, problemsOfRun, resolveRun, type RunSpec } from '#spec'
import { short } from './specs.ts'

const spec = parseRunSpec({ ...short, epochs: 120 })
const strength = { epsilon: 0.1, rotation: 30, translation: 2, attackSteps: 5, learningRate: 0.1 }
const applied = (id: string): RunSpec => {
  const preset = presets.find((known) => known.id === id)
  return { ...spec, ...preset?.make(spec, strength) }
}

describe('spec/presets', () => {
  it.each(presets.map(({ id }) => [id]))('%s gives a spec that can be run and written', (id) => {
    const made = applied(id)
    expect(problemsOfRun(made)).toEqual([])
    expect(parseRunSpec(JSON.parse(JSON.stringify(made)))).toEqual(made)
  })

  it('has one of each id, each saying what it follows', () => {
    expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length)
    for (const { faithfulTo } of presets) expect(faithfulTo.length).toBeGreaterThan(0)
  })

  it('sets CuSP as released whole: loss, attack steps, crops and mirror images', () => {
    const shared = {
      optimiser: { kind: 'sgd', weightDecay: 5e-4 },
      augmentation: { crop: 4, flip: true },
    }
    expect(applied('cusp-released')).toMatchObject({
      ...shared,
      loss: { kind: 'cross-entropy' },
      attack: { stepSize: { absolute: 2 / 255 }, randomStart: true },
    })
    expect(applied('cusp-released-trades')).toMatchObject({
      ...shared,
      loss: { kind: 'trades', beta: 5 },
      attack: { stepSize: { absolute: 0.007 } },
    })
  })

  it('goes 1.25 ε in the one step of FGSM', () => {
    expect(applied('fgsm-rs').attack).toMatchObject({ stepSize: { relativeToEpsilon: 1.25 } })
    expect(resolveRun(applied('fgsm-rs')).curriculum.lanes.attackSteps?.[0].value).toBe(1)
  })

  it('has the probe measure the robustness by whose fall a collapse of FGSM is told', () => {
    const preset = presets.find(({ id }) => id === 'fgsm-rs')
    const of = (epsilon: number) =>
      preset?.make({ ...spec, probe: { ...spec.probe, epsilon } }, { epsilon: 0.1 }).probe?.epsilon
    expect([of(0), of(0.2)]).toEqual([0.1, 0.2])
  })

  it('changes nothing but the rate by a preset of the rate', () => {
    const { learningRate, ...others } = applied('rate-cosine').curriculum.lanes
    expect(others).toEqual(spec.curriculum.lanes)
    expect(learningRate).toHaveLength(2)
  })
})
