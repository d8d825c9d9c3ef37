import { describe, expect, it } from 'vitest'
import type { RunSummary } from '#contract'
import { exitOf } from '../../../src-main/cli/conclude.ts'
import { summary } from './summary.ts'

const fault = (code: string) => ({ code, message: 'x' })
const of = (state: RunSummary['state'], code?: string) =>
  summary({ state, fault: code === undefined ? null : fault(code) })

describe('cli/conclude', () => {
  it.each([
    ['all finished', [of('finished'), of('finished')], 0],
    ['one diverged', [of('finished'), of('failed', 'run.diverged')], 1],
    ['one failed and one was cancelled', [of('cancelled'), of('failed', 'run.failed')], 1],
    ['one was cancelled', [of('finished'), of('cancelled')], 130],
    ['one is paused', [of('paused')], 130],
    ['a worker died', [of('interrupted', 'run.interrupted')], 1],
    ['an engine is missing', [of('failed', 'engine.missing')], 2],
    ['a checkpoint is damaged', [of('failed', 'checkpoint.corrupt')], 2],
    ['a later evaluation failed', [of('finished', 'evaluation.mismatch')], 1],
    ['a newer host has a code we do not know', [of('failed', 'of.the-future')], 1],
  ] as const)('exits as it should when %s', (_, runs, exit) => {
    expect(exitOf(runs)).toBe(exit)
  })
})
