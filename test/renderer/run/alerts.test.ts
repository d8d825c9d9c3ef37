// @vitest-environment node
import { describe, expect, it } from 'vitest'
import type { LogLine } from '#contract'
import { logText } from '../../../src-main/host/recording/log-text.ts'
import { alarms } from '../../../src-main/trainer/run-event.ts'
import { alertsOf, levelOf, marksOf, plateauAt } from '../../../src-renderer/run/alerts.ts'

const line = (seq: number, kind: string, text: string, step = 10): LogLine => ({
  ...{ seq, at: 0, step, kind, text, source: 'worker' },
})

describe('run/alerts', () => {
  it('tells of a worker that shows nothing, where it was, before it is ended', () => {
    const text = 'The worker has been running "step" for 15 min. It is ended after 30 min.'
    const silent = line(9, 'workerSilent', text, 40)
    expect(levelOf(silent)).toBe('alarm')
    expect(alertsOf([silent])).toMatchObject([{ step: 40, tone: 'warn', label: 'silent', text }])
  })

  it.each(alarms)('knows what to do about the alarm %s, as the host words it', (alarm) => {
    const text = logText({ kind: 'alarmRaised', step: 10, alarm }) ?? ''
    const [alert] = alertsOf([line(1, 'alarmRaised', text)])
    expect(alert).toMatchObject({ step: 10, text })
    expect(alert?.advice).not.toBe('')
  })

  it('draws gates without asking for anything, and nothing for the usual', () => {
    const alerts = alertsOf([
      line(1, 'gateReached', 'Stage "warm-up" ends by its gate.'),
      line(2, 'epochFinished', 'Epoch 1.'),
    ])
    expect(alerts.map(({ label, advice }) => [label, advice])).toEqual([['gate', '']])
  })

  it('puts what happened at one step under one mark', () => {
    const alerts = alertsOf([
      line(1, 'gateReached', '', 5),
      line(2, 'gateMissed', '', 5),
      line(3, 'gateReached', '', 9),
    ])
    expect(marksOf(alerts)).toEqual([
      { x: 5, label: 'gate, gate missed' },
      { x: 9, label: 'gate' },
    ])
  })

  it('tells alarms from turns and details', () => {
    const levels = ['alarmRaised', 'failed', 'runStarted', 'checkpointSaved'].map((kind) =>
      levelOf({ kind }),
    )
    expect(levels).toEqual(['alarm', 'alarm', 'turn', 'detail'])
  })

  const standing = [0.1, 0.4, 0.5, 0.502, 0.501, 0.499, 0.503].map((y, x) => ({ x, y }))

  it('calls probes of five epochs within half a point a plateau, from the first of them on', () => {
    expect(plateauAt(standing, 1)).toBe(2)
    expect(plateauAt(standing.slice(0, 6), 1)).toBeNull()
    expect(plateauAt(standing.slice(0, 4), 1)).toBeNull()
  })

  it('calls five probes of less than five epochs none, and few of many epochs none', () => {
    expect(plateauAt(standing, 2)).toBeNull()
    const still = Array.from({ length: 13 }, (_, x) => ({ x, y: 0.5 }))
    expect(plateauAt(still, 3)).toBe(0)
    expect(plateauAt(still, 0.5)).toBeNull()
  })

  it('calls the rest of a collapsed run no plateau', () => {
    expect(plateauAt(standing, 1, [{ tone: 'warn' }])).toBe(2)
    expect(plateauAt(standing, 1, [{ tone: 'bad' }])).toBeNull()
  })
})
