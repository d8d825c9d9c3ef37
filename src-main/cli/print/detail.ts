import { describeGate, type RunDetail } from '#contract'
import { formatEvaluation } from './evaluation.ts'
import { count, formatBytes, formatDuration, formatTime } from './format.ts'
import { stateName, strong } from './style.ts'
import { formatPairs } from './table.ts'

/** Everything recorded of a run but its curves of training. */
export function formatDetail(detail: RunDetail): string {
  const { summary, evaluations } = detail
  const head = `${strong(summary.name)}  ${summary.id}  ${stateName(summary.state)}`
  return [head, formatPairs(facts(detail)), ...evaluations.map(formatEvaluation)].join('\n\n')
}

function facts(detail: RunDetail): [string, string][] {
  const { summary, spec, engine, checkpoints, weightsHash, datasetHash } = detail
  const { fault } = summary
  return [
    ...(fault === null ? [] : [['fault', `${fault.message} (${fault.code})`] as [string, string]]),
    ['made', formatTime(summary.createdAt)],
    ['steps', `${summary.step} of ${summary.totalSteps}, ${detail.stepsPerEpoch} an epoch`],
    ['computed for', formatDuration(summary.activeSeconds)],
    ['seed', String(summary.seed)],
    ['model', `${summary.architecture}, ${summary.loss}, ${spec.optimiser.kind}`],
    ['curriculum', summary.curriculum],
    ...describeStages(spec.curriculum),
    [
      'dataset',
      `${spec.dataset.source.kind}, ${spec.dataset.train} train, ${spec.dataset.test} test`,
    ],
    ['dataset hash', datasetHash ?? '–'],
    ['engine', engine === null ? '–' : describeEngine(engine)],
    ['checkpoints', describeCheckpoints(checkpoints)],
    ['weights hash', weightsHash ?? '–'],
  ]
}

/** Stages that a gate may end; their log says when it did. */
function describeStages({ stages }: RunDetail['spec']['curriculum']): [string, string][] {
  return stages.flatMap(({ name, gate }): [string, string][] =>
    gate ? [[`stage ${name}`, `ends at its limit, or once ${describeGate(gate)}`]] : [],
  )
}

function describeEngine({ name, provider, threads, versions }: NonNullable<RunDetail['engine']>) {
  const parts = Object.entries(versions).map(([part, version]) => `${part} ${version}`)
  return `${name} on ${provider}, ${count(threads, 'thread')} (${parts.join(', ')})`
}

function describeCheckpoints(checkpoints: RunDetail['checkpoints']): string {
  const present = checkpoints.filter((checkpoint) => checkpoint.present)
  if (present.length === 0) return '–'
  const bytes = present.reduce((sum, checkpoint) => sum + checkpoint.bytes, 0)
  return `steps ${present.map(({ step }) => step).join(', ')} (${formatBytes(bytes)})`
}
