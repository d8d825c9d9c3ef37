import { describe, expect, it } from 'vitest'
import { conclude, type Ending } from '../../../src-main/host/conclusion.ts'
import type { RunRow } from '#store'

const run = { step: 40, task: 'train', retries: 0, protocol: null } as RunRow
const ending: Ending = {
  run,
  at: 1,
  outcome: null,
  reason: 'was ended by SIGKILL',
  hung: null,
  asked: null,
  isClosing: false,
}
const states = (changed: Partial<Ending>) => conclude({ ...ending, ...changed }).map(({ to }) => to)

describe('host/conclusion', () => {
  it('starts a run once more when its worker crashed, and then not again', () => {
    expect(states({})).toEqual(['interrupted', 'queued'])
    expect(conclude(ending)[1]).toMatchObject({ retries: 1, task: 'train' })
    expect(states({ run: { ...run, retries: 1 } })).toEqual(['interrupted'])
  })

  it('says in the fault how the worker ended and where', () => {
    expect(conclude(ending)[0]).toMatchObject({
      fault: {
        code: 'run.interrupted',
        message: expect.stringMatching(/SIGKILL.*step 40/) as string,
      },
    })
  })

  it('says of a hung worker why it was ended, and starts the run once more as after a crash', () => {
    const hung = 'The worker was ended after step 40, since it has been running for 31 min'
    const [stopped, again] = conclude({ ...ending, hung })
    expect(stopped).toMatchObject({ to: 'interrupted', fault: { code: 'run.hung' } })
    expect(stopped).toMatchObject({ fault: { message: `${hung}; resume the run to go on.` } })
    expect(again).toMatchObject({ to: 'queued', retries: 1 })
    expect(states({ hung, asked: 'cancel' })).toEqual(['cancelled'])
  })

  it('does not start again what someone asked to stop', () => {
    expect(states({ asked: 'pause' })).toEqual(['interrupted'])
    expect(states({ asked: 'cancel' })).toEqual(['cancelled'])
    expect(states({ isClosing: true, asked: 'pause' })).toEqual(['interrupted'])
  })

  it('keeps a pause a pause, and a close an interruption', () => {
    expect(states({ outcome: { how: 'paused' }, asked: 'pause' })).toEqual(['paused'])
    expect(states({ outcome: { how: 'paused' }, asked: 'pause', isClosing: true })).toEqual([
      'interrupted',
    ])
  })

  it('leaves a trained run finished, whatever becomes of a later evaluation', () => {
    const again = { ...run, task: 'evaluate' } as RunRow
    const failed = { how: 'failed', code: 'evaluation.mismatch', message: 'no' } as const
    expect(states({ outcome: failed })).toEqual(['failed'])
    expect(states({ outcome: failed, run: again })).toEqual(['finished'])
    expect(states({ outcome: { how: 'cancelled' }, run: again })).toEqual(['finished'])
  })

  it('pauses on a full disk', () => {
    const moves = conclude({ ...ending, outcome: { how: 'full', message: 'no room' } })
    expect(moves).toEqual([
      { to: 'paused', at: 1, fault: { code: 'disk.full', message: 'no room' } },
    ])
  })
})
