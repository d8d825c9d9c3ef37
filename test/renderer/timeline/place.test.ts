// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { describePlace, epochAt, readKey, speakKey } from '../../../src-renderer/timeline/place.ts'

const extent = { steps: 200, stepsPerEpoch: 20 }
const key = (step: number, value: number) => ({ step, value, easing: 'hold' }) as const

describe('timeline/place', () => {
  it('counts epochs from 1', () => {
    expect(epochAt(0, extent)).toBe(1)
    expect(epochAt(30, extent)).toBe(2.5)
  })

  it('names whole epochs, parts of epochs and the end', () => {
    expect(describePlace(220 - 20, extent)).toBe('the end')
    expect(describePlace(40, extent)).toBe('epoch 3')
    expect(describePlace(45, extent)).toBe('epoch 3.25')
  })

  it('reads a key aloud without signs a voice stumbles over', () => {
    expect(speakKey('epsilon', key(40, 4 / 255), extent)).toBe('epoch 3, epsilon 4/255')
    expect(speakKey('rotation', key(40, 30), extent)).toBe('epoch 3, rotation 30°')
  })

  it('reads a key out beside the pointer', () => {
    expect(readKey('epsilon', key(40, 4 / 255), extent)).toBe('epoch 3, ε = 4/255')
    expect(readKey('translation', key(40, 2), extent)).toBe('epoch 3, translation = ±2 px')
  })
})
