import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { diffSpecs } from '#comparison'
import { laneNames, settingsAt } from '#curriculum'
import { notesOn, parseStudy, problemsOfRun, resolveRun } from '#spec'
import { familyOf } from '#threat'

const file = join(import.meta.dirname, '../../../resources/study/digits.json')
const study = parseStudy(JSON.parse(readFileSync(file, 'utf8')), file)

describe('resources/study/digits', () => {
  it('asks its question in two sentences', () => {
    expect(study.question.match(/[.?](?= |$)/g)).toHaveLength(2)
  })

  it('has three runs that fit, and train no harder than they are evaluated', () => {
    expect(study.specs).toHaveLength(3)
    for (const spec of study.specs) expect(problemsOfRun(spec)).toEqual([])
    expect(notesOn(study.specs).filter((note) => note.includes('but evaluates'))).toEqual([])
  })

  it('varies nothing but name and curriculum', () => {
    const { differences } = diffSpecs(...study.specs)
    expect(differences.filter(({ path }) => !/^(name$|curriculum\.)/.test(path))).toEqual([])
  })

  it('trains plainly, against an adversary, and under both with rising strength', () => {
    const [plain, adversarial, both] = study.specs.map((spec) => {
      const { curriculum, extent } = resolveRun(spec)
      return [0, extent.steps >> 2, extent.steps - 1].map((step) => settingsAt(curriculum, step))
    })
    for (const { epsilon, rotation } of plain) expect([epsilon, rotation]).toEqual([0, 0])
    for (const { rotation } of adversarial) expect(rotation).toBe(0)
    expect(adversarial[2].epsilon).toBeGreaterThan(0)
    for (const lane of laneNames.slice(0, 2)) {
      expect(both[1][lane]).toBeGreaterThan(both[0][lane])
      expect(both[2][lane]).toBeGreaterThan(both[1][lane])
    }
    expect(both[2].epsilon).toBe(adversarial[2].epsilon)
  })

  it('measures both axes, with a curve over each', () => {
    const { plans, curves } = study.specs[0].evaluation
    expect(new Set(plans.map(familyOf))).toEqual(new Set(['adversarial', 'spatial']))
    expect(curves.map(({ over }) => over)).toEqual(['epsilon', 'rotation'])
  })
})
