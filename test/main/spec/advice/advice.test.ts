import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Curriculum, Keyframe } from '#curriculum'
import { adviseOn, notesOn, problemsOfRun, runSpecSchema, type Advice, type RunSpec } from '#spec'
import { quickProtocol } from '#threat'
import { curricula } from '../../curriculum/curricula.ts'

const key = (epoch: number, value: number, easing: Keyframe['easing'] = 'hold'): Keyframe => ({
  at: { epoch },
  value,
  easing,
})

function specOf(curriculum: Partial<Curriculum>, changed: object = {}): RunSpec {
  return runSpecSchema.parse({
    version: 1,
    name: 'x',
    dataset: { source: { kind: 'digits' }, train: 640, test: 512 },
    model: { architecture: 'std-cnn' },
    epochs: 10,
    batchSize: 64,
    curriculum,
    evaluation: quickProtocol({ count: 256, epsilon: 8 / 255, rotation: 30 }),
    ...changed,
  })
}

const kinds = (spec: RunSpec): string[] => adviseOn(spec).map(({ kind }) => kind)
const find = (spec: RunSpec, kind: Advice['kind']): Advice => {
  const found = adviseOn(spec).find((advice) => advice.kind === kind)
  if (!found) throw new Error(`There is no ${kind} in ${kinds(spec).join(', ')}.`)
  return found
}

describe('spec/advice', () => {
  it('says of several runs each note once, and nothing of what refuses them', () => {
    const beyond = specOf({ lanes: { epsilon: [key(1, 16 / 255)] } })
    const notes = notesOn([
      specOf({}),
      beyond,
      { ...beyond, seed: 1 },
      { ...beyond, batchSize: 641 },
    ])
    expect(notes).toEqual([find(beyond, 'beyondEvaluation').text])
  })

  it('offers to evaluate as far as is trained, or to train no further', () => {
    const spec = specOf({ lanes: { epsilon: [key(1, 16 / 255)] } })
    const { text, fixes } = find(spec, 'beyondEvaluation')
    expect(text).toBe('It trains up to ε = 16/255, but evaluates at most ε = 8/255.')
    const [more, less] = fixes
    expect(kinds(more.make(spec))).not.toContain('beyondEvaluation')
    expect(less.make(spec).curriculum.lanes.epsilon?.[0].value).toBe(8 / 255)
  })

  it('says which stage’s steps are too short to reach the border', () => {
    const stages = [{ name: 'hard', from: { epoch: 1 }, to: { epoch: 11 } }]
    const attack = { stepSize: { absolute: 1 / 255 } }
    const lanes = { epsilon: [key(1, 8 / 255)], attackSteps: [key(1, 4)] }
    const spec = specOf({ lanes, stages }, { attack })
    const { text, fixes } = find(spec, 'outOfReach')
    expect(text).toContain('Step size × steps is 0.5 ε in stage hard')
    expect(kinds(fixes[0].make(spec))).not.toContain('outOfReach')
    expect(kinds(specOf({ lanes }, { attack: { stepSize: { absolute: 2 / 255 } } }))).not.toContain(
      'outOfReach',
    )
  })

  it('lets a jump rise over the epochs before it', () => {
    const spec = specOf({ lanes: { epsilon: [key(1, 0), key(8, 8 / 255)] } })
    const { text, fixes, at } = find(spec, 'jump')
    expect(text).toBe('ε jumps from 0 to 8/255 at epoch 8.')
    expect(at).toEqual({ lane: 'epsilon', step: 70 })
    expect(fixes[0].make(spec).curriculum.lanes.epsilon).toEqual([
      key(1, 0),
      key(3, 0, 'linear'),
      key(8, 8 / 255),
    ])
    expect(kinds(specOf({ lanes: { epsilon: [key(1, 4 / 255), key(8, 8 / 255)] } }))).not.toContain(
      'jump',
    )
  })

  it('finds lanes that change nothing', () => {
    const spec = specOf({ lanes: { attackSteps: [key(1, 7)], rotation: [key(1, 0)] } })
    const dead = adviseOn(spec).filter(({ kind }) => kind === 'deadLane')
    expect(dead.map(({ at }) => at?.lane)).toEqual(['rotation', 'attackSteps'])
    expect(dead[1].text).toBe('The lane of attack steps changes nothing: ε is 0 throughout.')
    expect(dead[1].fixes[0].make(spec).curriculum.lanes).not.toHaveProperty('attackSteps')
    expect(kinds(specOf({ lanes: { rotation: [key(1, 30)] }, muted: ['rotation'] }))).toEqual([])
  })

  it('offers a way out of a rotation beyond ±180 and of a key beyond the end', () => {
    const spec = specOf({ lanes: { rotation: [key(1, 200), key(12, 20)] } })
    const problems = adviseOn(spec)
    expect(problems.map(({ kind }) => kind)).toEqual(['problem', 'problem'])
    const clamped = problems[0].fixes[0].make(spec)
    expect(clamped.curriculum.lanes.rotation?.[0].value).toBe(180)
    const removed = problems[1].fixes[0].make(clamped)
    expect(problemsOfRun(removed)).toEqual([])
  })

  it('probes what a gate waits for', () => {
    const gate = {
      metric: 'adversarialAccuracy' as const,
      reaches: { value: 0.5, direction: 'rising' as const },
    }
    const stages = [{ name: 'a', from: { epoch: 1 }, to: { epoch: 5 }, gate }]
    const spec = specOf({ lanes: { epsilon: [key(1, 4 / 255)] }, stages })
    const fixed = find(spec, 'problem').fixes[0].make(spec)
    expect(problemsOfRun(fixed)).toEqual([])
    expect(fixed.probe.epsilon).toBe(4 / 255)
  })

  it('makes sound specs of sound ones, and each fix answers its advice', () => {
    fc.assert(
      fc.property(curricula, (curriculum) => {
        const spec = specOf(curriculum)
        for (const { kind, text, fixes } of adviseOn(spec)) {
          for (const fix of fixes) {
            const fixed = fix.make(spec)
            expect(runSpecSchema.safeParse(fixed).success).toBe(true)
            const left = adviseOn(fixed)
            expect(left.some((other) => other.kind === kind && other.text === text)).toBe(false)
            expect(left.filter((other) => other.tone === 'problem')).toEqual([])
          }
        }
      }),
      { numRuns: 60 },
    )
  })
})
