import { describePlan } from '#threat'
import type { RunEvent } from '#trainer'

/** An alarm as a sentence; screens know an alarm by the words behind its first comma. */
function alarmText({ alarm, fall }: Extract<RunEvent, { kind: 'alarmRaised' }>): string {
  switch (alarm) {
    case 'catastrophic-overfitting':
      return (
        `Alarm, catastrophic overfitting: PGD accuracy collapsed${fallText(fall)}, while accuracy under ` +
        'training’s own attack did not fall.'
      )
    case 'robust-overfitting':
      return (
        `Alarm, robust overfitting: PGD accuracy stays below its best${fallText(fall)}, while accuracy ` +
        'on the examples as trained on has risen since.'
      )
    case 'degenerate':
      return 'Alarm, degenerate: the network says nearly always the same class, so its invariance means nothing.'
  }
}

function fallText(fall: Extract<RunEvent, { kind: 'alarmRaised' }>['fall']): string {
  if (fall === undefined) return ''
  const { from, to } = fall
  const [pgd, train] = (['adversarialAccuracy', 'trainAccuracy'] as const).map((name) =>
    [from[name], to[name]].map((value) => value.toFixed(3)),
  )
  return ` (${pgd[0]} at step ${from.step}, ${pgd[1]} now; as trained ${train[0]}, then ${train[1]})`
}

/** The sentence the log shows for an event; null for what is shown as a curve. */
export function logText(event: RunEvent): string | null {
  switch (event.kind) {
    case 'stepsFinished':
    case 'portionEvaluated':
      return null
    case 'runStarted': {
      const { name, provider, threads, timings } = event.engine
      if (event.totalSteps === 0) return 'Nothing is trained: the weights are kept as they came.'
      return `Training starts on ${name} (${provider}, ${plural(threads, 'thread')}): ${plural(event.totalSteps, 'step')}.${timingsText(timings)}`
    }
    case 'runResumed': {
      const from = event.fromHash.slice(0, 8)
      const exact = event.exact
        ? ''
        : '; it will not be exact, as another engine computed the start'
      return `Continued at step ${event.step} from checkpoint ${from}${exact}.`
    }
    case 'stageEntered':
      return `Stage "${event.stage}" begins.`
    case 'gateReached':
      return `Stage "${event.stage}" ends by its gate, as ${words(event.metric)} is ${event.value.toFixed(3)}; ${plural(event.totalSteps, 'step')} in all.`
    case 'gateMissed':
      return `Stage "${event.stage}" ends at its limit; ${missed(event)}.`
    case 'epochFinished':
      return `Epoch ${event.epoch}${metricsText(event.metrics)}.`
    case 'probeFinished':
      return `Probe${metricsText(event.metrics)}.`
    case 'alarmRaised':
      return alarmText(event)
    case 'checkpointSaved':
      return `Checkpoint saved (${(event.bytes / 1e6).toFixed(1)} MB)${event.final ? ', the last' : ''}.`
    case 'evaluationStarted':
      return `Evaluation begins: ${plural(event.plans, 'plan')} on ${plural(event.labels.length, 'image')}.`
    case 'planEvaluated':
      return `Evaluated, plan ${event.position + 1}: ${describePlan(event.plan)}.`
    case 'modelExamined':
      return `Network examined for gradient masking on ${plural(event.inspection.gradient.length, 'image')}.`
    case 'evaluationFinished':
      return 'Evaluation finished.'
    case 'runFinished':
      return `${event.step === 0 ? 'Kept' : 'Training finished'}; weights ${event.weightsHash.slice(0, 8)}.`
  }
}

function missed({ metric, value }: Extract<RunEvent, { kind: 'gateMissed' }>): string {
  if (value === null) return `no probe of ${words(metric)} was made in it`
  return `${words(metric)} is ${value.toFixed(3)}`
}

function metricsText(metrics: Readonly<Record<string, number | undefined>>): string {
  const parts = Object.entries(metrics).flatMap(([name, value]) =>
    value === undefined ? [] : [`${words(name)} ${value.toFixed(3)}`],
  )
  return parts.length === 0 ? '' : `: ${parts.join(', ')}`
}

/** `cleanAccuracy` as "clean accuracy". */
function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** What `auto` chose by. */
function timingsText(timings: Readonly<Record<string, number>> | undefined): string {
  if (timings === undefined) return ''
  const each = Object.entries(timings).map(([engine, ms]) => `${engine} ${ms.toFixed(1)} ms`)
  return ` A step took: ${each.join(', ')}.`
}
