import { describe, expect, it } from 'vitest'
import { checkProtocol } from '#threat'
import { checkSuited } from '../../../src-main/trainer/job.ts'

const protocol = checkProtocol({
  ...{ version: 1, name: 'p', subset: { count: 10 } },
  plans: [{ attack: 'autoattack', epsilon: 0.1 }],
})

describe('trainer/job', () => {
  it('refuses an attack for which there are too few classes, before any work', () => {
    expect(() => checkSuited(protocol, 3)).toThrowError('autoattack needs 4 or more classes')
    expect(() => checkSuited(protocol, 4)).not.toThrow()
  })
})
