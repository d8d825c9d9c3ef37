import { describe, expect, it } from 'vitest'
import { applyOverrides, parseRunSpec } from '#spec'
import { short } from './specs.ts'

const spec = parseRunSpec(short)

describe('spec/overrides', () => {
  it('sets numbers, texts, documents and elements of lists', () => {
    const changed = applyOverrides(spec, [
      'seed=3',
      'name=first try',
      'curriculum.lanes.epsilon[1].value=0.2',
      'curriculum.lanes.rotation=[{"at":{"epoch":1},"value":30}]',
    ])
    expect(changed).toMatchObject({ seed: 3, name: 'first try' })
    expect(changed.curriculum.lanes.epsilon?.[1].value).toBe(0.2)
    expect(changed.curriculum.lanes.rotation).toEqual([
      { at: { epoch: 1 }, value: 30, easing: 'hold' },
    ])
  })

  it('applies them in order and leaves the given spec alone', () => {
    const before = structuredClone(spec)
    expect(applyOverrides(spec, ['seed=1', 'seed=2']).seed).toBe(2)
    expect(spec).toEqual(before)
  })

  it('reaches defaults that the file left out', () => {
    expect(applyOverrides(spec, ['attack.randomStart=false']).attack.randomStart).toBe(false)
  })

  it('leaves out what the file did, so that its defaults follow what is set', () => {
    const { probe: _probe, ...written } = short
    expect(applyOverrides(written, ['dataset.test=30']).probe.count).toBe(30)
    const replayed = { ...written, loss: { kind: 'cross-entropy' }, attack: { replays: 2 } }
    expect(applyOverrides(replayed, ['attack.norm=linf']).attack).toMatchObject({
      randomStart: false,
      stepSize: { relativeToEpsilon: 1 },
    })
    expect(applyOverrides(written, ['attack.stepSize.relativeToEpsilon=1']).attack).toMatchObject({
      randomStart: true,
      stepSize: { relativeToEpsilon: 1 },
    })
  })

  it.each([
    ['seed', '--set seed: is not path=value, as seed=3'],
    ['=3', '--set =3: is not path=value'],
    ['a..b=3', '--set a..b=3: has the path "a..b"'],
    ['curriculum.lane.epsilon=3', 'leads nowhere at lane: there are name, lanes, stages'],
    ['curriculum.lanes.epsilon[2].value=3', 'leads nowhere at 2: there are 0, 1'],
    ['curriculum.lanes.epsilon[2]={}', 'leads nowhere at 2: there are 0, 1'],
    ['seed.value=3', 'leads nowhere at value: there is 0'],
    ['__proto__.polluted=1', 'names "__proto__", which is not a field'],
    ['model.constructor=1', 'names "constructor", which is not a field'],
  ])('refuses %s', (override, sentence) => {
    expect(() => applyOverrides(spec, [override])).toThrowError(
      expect.objectContaining({
        code: 'input.invalid',
        message: expect.stringContaining(sentence) as string,
      }),
    )
  })

  it('lets the schema judge the value and the last name', () => {
    expect(() => applyOverrides(spec, ['epoch=3'])).toThrowError('did you mean "epochs"?')
    expect(() => applyOverrides(spec, ['epochs=many'])).toThrowError(
      'epochs: is "many"; a number belongs here',
    )
  })
})
