import type { LogLine } from '#contract'
import type { MarkSpec } from '../charts/index.ts'
import { formatCount } from '../wording/index.ts'

/** How much a line of the log asks for: something to act on, a turn in the run, or the usual. */
export type LogLevel = 'alarm' | 'turn' | 'detail'

const alarms = new Set(['alarmRaised', 'failed', 'interrupted', 'gateMissed', 'workerSilent'])
const details = new Set(['checkpointSaved', 'epochFinished', 'probeFinished', 'planEvaluated'])

export function levelOf({ kind }: Pick<LogLine, 'kind'>): LogLevel {
  if (alarms.has(kind)) return 'alarm'
  return details.has(kind) ? 'detail' : 'turn'
}

/** Something in a run that is drawn on its charts, with what a person can do about it. */
export interface Alert {
  readonly seq: number
  readonly step: number
  readonly tone: 'warn' | 'bad' | 'plain'
  /** On the chart. */
  readonly label: string
  readonly text: string
  /** What to do; empty where nothing is asked for. */
  readonly advice: string
}

interface Kind extends Pick<Alert, 'tone' | 'label' | 'advice'> {
  /** In what the host writes of it; without one the kind of line is enough. */
  readonly says?: string
  readonly kind: string
}

const kinds: readonly Kind[] = [
  {
    kind: 'alarmRaised',
    says: 'catastrophic overfitting',
    tone: 'bad',
    label: 'collapse',
    advice:
      'Single-step training has learned to fool its own attack. Give the attack more steps, or a random start, from an earlier checkpoint on.',
  },
  {
    kind: 'alarmRaised',
    says: 'robust overfitting',
    tone: 'warn',
    label: 'robust overfitting',
    advice:
      'Longer training no longer helps on test images. Stop here, lower the learning rate later, or average the weights.',
  },
  {
    kind: 'alarmRaised',
    says: 'degenerate',
    tone: 'bad',
    label: 'one class',
    advice:
      'The task is too hard for what it has learned. Let ε or the rotation rise from a lower value, or lower the learning rate.',
  },
  {
    kind: 'failed',
    tone: 'bad',
    label: 'failed',
    advice:
      'Start again from the last good checkpoint with a lower learning rate, less weight decay or a smaller ε.',
  },
  {
    kind: 'workerSilent',
    tone: 'warn',
    label: 'silent',
    advice:
      'Left alone, it is ended in time and goes on from its last checkpoint. Cancel the run if you know better.',
  },
  { kind: 'gateReached', tone: 'plain', label: 'gate', advice: '' },
  {
    kind: 'gateMissed',
    tone: 'warn',
    label: 'gate missed',
    advice: 'The stage ended at its limit. Lower what the gate asks for, or give the stage longer.',
  },
]

/** What of a log is drawn on the charts, oldest first. */
export function alertsOf(lines: readonly LogLine[]): Alert[] {
  return lines.flatMap(({ seq, step, kind, text }) => {
    const known = kinds.find(
      (one) => one.kind === kind && (one.says === undefined || text.includes(one.says)),
    )
    return known ? [{ seq, step, text, ...pick(known) }] : []
  })
}

function pick({ tone, label, advice }: Kind): Pick<Alert, 'tone' | 'label' | 'advice'> {
  return { tone, label, advice }
}

/** The same as places on a chart; those of one step share a mark. */
export function marksOf(alerts: readonly Alert[]): MarkSpec[] {
  const steps = [...new Set(alerts.map(({ step }) => step))]
  return steps.map((x) => {
    const labels = alerts.flatMap(({ step, label }) => (step === x ? [label] : []))
    return { x, label: labels.join(', ') }
  })
}

/** A plateau that still lasts, as an alert of the step it began at. */
export function plateauAlert(step: number): Alert {
  return {
    ...{ seq: -1, step, tone: 'plain', label: 'plateau' },
    text: `Adversarial accuracy has stood still within half a point since step ${formatCount(step)}.`,
    advice: 'A harder stage, or a lower learning rate, may move it.',
  }
}

/** Epochs over which probes must have stood still to be called a plateau, and least probes in them. */
const plateauEpochs = 5
/** Most they may have moved within them. */
const plateauRange = 0.005

/**
 * Where a plateau begins that still lasts: probes within half a point over the last five epochs. Told
 * from what is on the chart, and only while the run goes on; a network that has collapsed stands still
 * too, and has been told of already.
 * @param points of the probe, in rising order of step
 */
export function plateauAt(
  points: readonly { readonly x: number; readonly y: number }[],
  stepsPerEpoch: number,
  alerts: readonly Pick<Alert, 'tone'>[] = [],
): number | null {
  const end = points.at(-1)?.x ?? 0
  // From the probe at the end of one epoch to that of the fourth after it.
  const last = points.filter(({ x }) => x >= end - (plateauEpochs - 1) * stepsPerEpoch)
  if (last.length < plateauEpochs || alerts.some(({ tone }) => tone === 'bad')) return null
  const values = last.map(({ y }) => y)
  return Math.max(...values) - Math.min(...values) <= plateauRange ? (last[0]?.x ?? null) : null
}
