// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { runSpecSchema, type RunDetail, type RunSpec } from '#contract'
import {
  changesSince,
  findPredecessors,
  unlikeness,
} from '../../../../src-renderer/screens/curriculum/since-last.ts'
import { sampleSpec } from './sample-spec.ts'

const spec = sampleSpec()
const with_ = (change: object): RunSpec => runSpecSchema.parse({ ...spec, ...change })
const ofModel = (architecture: string): RunSpec => with_({ model: { architecture } })
const ofDataset = (name: string): RunSpec =>
  with_({ dataset: { ...spec.dataset, source: { kind: 'stored', name } } })

/** Runs newest first, and a record of which were asked for. */
function history(...specs: readonly RunSpec[]) {
  const asked: string[] = []
  const runs = specs.map(({ model }, i) => ({ id: String(i), architecture: model.architecture }))
  const get = (id: string) => {
    asked.push(id)
    return Promise.resolve({ spec: specs[Number(id)], summary: { id } } as unknown as RunDetail)
  }
  return { asked, find: () => findPredecessors(spec, runs, get) }
}

describe('screens/curriculum/since-last', () => {
  it('says nothing where nothing differs but name and seed', () => {
    expect(changesSince(with_({ name: 'other', seed: 9 }), spec)).toEqual([])
  })

  it('groups what differs by part, the curriculum in sentences', () => {
    const [first] = spec.curriculum.lanes.epsilon ?? []
    const before = with_({
      epochs: 11,
      curriculum: { ...spec.curriculum, lanes: { epsilon: [{ ...first, value: 4 / 255 }] } },
      probe: { ...spec.probe, count: 8 },
    })
    const sections = changesSince(before, spec)
    expect(sections.map(({ title }) => title)).toEqual(['Curriculum', 'Training', 'Probes'])
    expect(sections[0]?.changes).toContainEqual({ what: 'ε starts at 0 instead of 4/255.' })
    expect(sections[1]?.changes).toEqual([{ path: 'epochs', what: 'Epochs', from: '11', to: '10' }])
  })

  it.each([
    ['Dataset', { dataset: { ...spec.dataset, seed: 8 } }],
    ['Model', { model: { architecture: 'madry-cnn' } }],
    ['Training', { loss: { kind: 'trades', beta: 6 } }],
    ['Training', { averaging: { decay: 0.9 } }],
    ['Attack and transforms', { spatial: { choose: 'worst', draws: 3 } }],
    ['Attack and transforms', { order: 'adversarial-through-spatial' }],
    ['Evaluation', { evaluation: { ...spec.evaluation, name: 'other' } }],
    ['Machine', { engine: 'reference' }],
    ['Machine', { checkpointEverySteps: 9 }],
  ])('puts a change under %s', (title, change) => {
    const changed = { ...spec, ...change } as RunSpec
    expect(changesSince(changed, spec).map((section) => section.title)).toEqual([title])
  })

  it('compares with the last run where it is of these images and this model', async () => {
    const { asked, find } = history(with_({ epochs: 3 }), spec)
    const found = await find()
    expect(found?.like).toBe(found?.last)
    expect(asked).toEqual(['0'])
  })

  it('passes over runs of other images and models, without asking for those of other models', async () => {
    const { asked, find } = history(
      ofModel('vgg16-bn'),
      ofModel('z2-cnn'),
      ofDataset('mnist'),
      spec,
    )
    const found = await find()
    expect([found?.last.summary.id, found?.like?.summary.id]).toEqual(['0', '3'])
    expect(asked).toEqual(['0', '2', '3'])
  })

  it('has nothing to compare with where no run is like it, and where there is none', async () => {
    expect((await history(ofDataset('mnist')).find())?.like).toBeNull()
    expect(await history().find()).toBeNull()
  })

  it('names what makes two runs unlike', () => {
    expect(unlikeness(ofDataset('mnist'), spec)).toEqual(['images of mnist instead of digits'])
    expect(unlikeness(ofModel('vgg16-bn'), spec)).toEqual([
      'the model VGG-16 with batch norm instead of small CNN',
    ])
    expect(unlikeness(with_({ epochs: 4 }), spec)).toEqual([])
  })
})
