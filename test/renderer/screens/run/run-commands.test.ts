import { describe, expect, it, vi } from 'vitest'
import { Commands } from '../../../../src-renderer/commands/index.ts'
import {
  deedsOf,
  runCommands,
  type RunDeed,
} from '../../../../src-renderer/screens/run/run-commands.ts'
import { summary } from '../../fake-host.ts'

const acts = () => ({
  ...{ pause: vi.fn(), resume: vi.fn(), checkpoint: vi.fn(), fork: vi.fn(), evaluate: vi.fn() },
  ...{ compare: vi.fn(), laboratory: vi.fn(), export: vi.fn(), cancel: vi.fn() },
})

describe('screens/run/run-commands', () => {
  it.each<[Parameters<typeof summary>[0], RunDeed[]]>([
    [{ state: 'queued' }, ['cancel']],
    [{ state: 'running', activity: 'training' }, ['pause', 'checkpoint', 'fork', 'cancel']],
    [{ state: 'running', activity: 'evaluating' }, ['pause', 'cancel']],
    [{ state: 'pausing', activity: 'training' }, ['cancel']],
    [{ state: 'paused' }, ['resume', 'fork', 'export', 'cancel']],
    [{ state: 'interrupted' }, ['resume', 'export', 'cancel']],
    [{ state: 'finished' }, ['evaluate', 'compare', 'laboratory', 'export']],
    [{ state: 'finished', activity: 'evaluating' }, ['compare', 'laboratory', 'export']],
    [{ state: 'cancelled' }, ['export']],
  ])('lets be done with a run that is %j: %j', (change, deeds) => {
    expect([...deedsOf(summary(change))]).toEqual(deeds)
  })

  it('obeys a command only while its button is there', () => {
    const [commands, did] = [new Commands(false), acts()]
    let run = summary({ state: 'running', activity: 'training' })
    commands.add(runCommands(() => deedsOf(run), did))
    expect(commands.run('run.resume')).toBe(false)
    expect(commands.run('run.pause')).toBe(true)
    run = summary({ state: 'paused' })
    expect(commands.run('run.pause')).toBe(false)
    expect(commands.run('run.resume')).toBe(true)
    expect(did.pause).toHaveBeenCalledTimes(1)
    expect(did.resume).toHaveBeenCalledTimes(1)
    expect(did.cancel).not.toHaveBeenCalled()
  })
})
