// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { runSpecSchema } from '#contract'
import { membersOf, standing, undominated } from '../../../../src-renderer/screens/home/study.ts'
import { scores, summary } from '../../fake-host.ts'

const spec = (name: string) =>
  runSpecSchema.parse({
    version: 1,
    name,
    dataset: { source: { kind: 'digits' }, train: 64, test: 16 },
    model: { architecture: 'std-cnn' },
    epochs: 1,
    batchSize: 16,
    curriculum: {},
    evaluation: { version: 1, name: 'none', subset: { count: 1 }, plans: [] },
  })
const specs = [spec('plain'), spec('both')]
const done = (name: string, createdAt: number) =>
  summary({
    id: `${name}${createdAt}`,
    name,
    createdAt,
    state: 'finished',
    scores: scores(0.9, 0.5, 0.5),
  })

describe('screens/home/study', () => {
  it('pairs each spec with its newest run', () => {
    const members = membersOf(specs, [done('plain', 1), done('plain', 5), done('plain', 3)])
    expect(members.map(({ run }) => run?.id)).toEqual(['plain5', undefined])
  })

  it.each([
    ['fresh', []],
    ['stopped', [done('plain', 1)]],
    ['running', [done('plain', 1), summary({ name: 'both', state: 'running' })]],
    ['done', [done('plain', 1), done('both', 1)]],
  ] as const)('is %s', (expected, runs) => {
    expect(standing(membersOf(specs, runs))).toBe(expected)
  })

  it('leaves out runs without both scores from the front', () => {
    const runs = [
      summary({ id: 'a', scores: scores(1, 0.8, 0.4) }),
      summary({ id: 'b', scores: scores(1, 0.7, 0.3) }),
      summary({ id: 'c', scores: scores(1, null, 0.9) }),
      summary({ id: 'd' }),
    ]
    expect([...undominated(runs)]).toEqual(['a'])
  })
})
