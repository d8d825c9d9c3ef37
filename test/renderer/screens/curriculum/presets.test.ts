// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { presetChoices, strengthOf } from '../../../../src-renderer/screens/curriculum/presets.ts'
import { sampleSpec } from './sample-spec.ts'

const spec = sampleSpec()

describe('screens/curriculum/presets', () => {
  it('takes the strength of what it replaces', () => {
    expect(strengthOf(spec)).toMatchObject({ epsilon: 8 / 255, rotation: 90, learningRate: 0.01 })
  })

  it('offers only what fits the run, and says why not', () => {
    const choices = presetChoices(spec)
    const released = choices.find(({ id }) => id === 'cusp-released')
    expect(released?.disabled).toBe(true)
    expect(released?.hint).toContain('beyond the end')
    const refused = choices.filter(({ disabled }) => disabled).map(({ id }) => id)
    expect(refused).toEqual(['cusp-released', 'cusp-released-trades'])
    for (const { title } of choices) expect(title).toMatch(/^Follows /)
  })

  it('keeps the name, and everything but the keys where a preset is a curriculum', () => {
    const more = ['cusp-released', 'cusp-released-trades', 'fgsm-rs']
    for (const { id, spec: made } of presetChoices(spec)) {
      expect(made.curriculum.name).toBe('sample')
      if (!more.includes(id)) expect({ ...made, curriculum: spec.curriculum }).toEqual(spec)
    }
  })
})
