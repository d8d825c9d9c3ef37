import type { Settings } from '#curriculum'
import type { RunEvent } from '#trainer'
import { bodyOf, type Fact } from './fact.ts'
import { logText } from './log-text.ts'

type Points = Fact['points']

/**
 * What an event of the trainer adds to the series and the log.
 * @param before the settings last recorded: a series of a setting has a point only where it changes.
 */
export function eventFact(event: RunEvent, at: number, before: Settings | null): Fact {
  const text = logText(event)
  const line =
    text === null
      ? null
      : {
          at,
          step: event.step,
          source: 'worker' as const,
          kind: event.kind,
          text,
          body: bodyOf(event),
        }
  return { points: pointsOf(event, before), line, effect: null }
}

function pointsOf(event: RunEvent, before: Settings | null): Points {
  switch (event.kind) {
    case 'stepsFinished':
      return [...metricPoints(event), ...settingPoints(event, before)]
    case 'epochFinished':
    case 'probeFinished':
      return metricPoints(event)
    default:
      return []
  }
}

/** What a report of steps adds to the series of the machine, which no other run would repeat. */
export function machinePoints(
  { kind, step }: RunEvent,
  measured: Readonly<Record<'imagesPerSecond' | 'residentBytes', number | null>>,
): Points {
  if (kind !== 'stepsFinished') return []
  return Object.entries(measured).flatMap(([name, value]) =>
    value === null ? [] : [{ step, name: `machine.${name}`, value }],
  )
}

type Measured = Extract<RunEvent, { kind: 'stepsFinished' | 'epochFinished' | 'probeFinished' }>

function metricPoints({ step, metrics }: Measured): Points {
  return Object.entries(metrics).flatMap(([name, value]) =>
    Number.isFinite(value) ? [{ step, name, value }] : [],
  )
}

function settingPoints(
  { step, settings }: Extract<RunEvent, { kind: 'stepsFinished' }>,
  before: Settings | null,
): Points {
  return Object.entries(settings).flatMap(([lane, value]) =>
    before?.[lane as keyof Settings] === value ? [] : [{ step, name: `setting.${lane}`, value }],
  )
}
