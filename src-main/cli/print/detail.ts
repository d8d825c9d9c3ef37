import { batchNormWords, describeGate, type RunDetail } from '#contract'
import { formatEquivariance } from './equivariance.ts'
import { formatEvaluation } from './evaluation.ts'
import { count, formatBytes, formatDuration, formatTime } from './format.ts'
import { factPairs } from './imported.ts'
import { stateName, strong } from './style.ts'
import { formatPairs } from './table.ts'

/** Everything recorded of a run but its curves of training. */
export function formatDetail(detail: RunDetail): string {
  const { summary, evaluations, equivariance } = detail
  const head = `${strong(summary.name)}  ${summary.id}  ${stateName(summary.state)}`
  return [
    head,
    formatPairs(facts(detail)),
    ...evaluations.map(formatEvaluation),
    ...equivariance.map(formatEquivariance),
  ].join('\n\n')
}

function facts(detail: RunDetail): [string, string][] {
  const { summary, spec, engine, checkpoints, weightsHash, datasetHash } = detail
  const { fault } = summary
  return [
    ...(fault === null ? [] : [['fault', `${fault.message} (${fault.code})`] as [string, string]]),
    ['made', formatTime(summary.createdAt)],
    ['steps', describeSteps(detail)],
    ['computed for', formatDuration(summary.activeSeconds)],
    ['seed', String(summary.seed)],
    ...modelPairs(detail),
    ['curriculum', summary.curriculum],
    ...describeStages(spec.curriculum),
    [
      'dataset',
      `${nameOf(spec.dataset.source)}, ${spec.dataset.train} train, ${spec.dataset.test} test`,
    ],
    ['dataset hash', datasetHash ?? '–'],
    ['engine', engine === null ? '–' : describeEngine(engine)],
    ['checkpoints', describeCheckpoints(checkpoints)],
    ['weights hash', weightsHash ?? '–'],
  ]
}

function nameOf(source: RunDetail['spec']['dataset']['source']): string {
  return source.kind === 'stored' ? `"${source.name}"` : source.kind
}

/** Stages that a gate may end; their log says when it did. */
function describeStages({ stages }: RunDetail['spec']['curriculum']): [string, string][] {
  return stages.flatMap(({ name, gate }): [string, string][] =>
    gate ? [[`stage ${name}`, `ends at its limit, or once ${describeGate(gate)}`]] : [],
  )
}

function describeSteps({ summary, stepsPerEpoch }: RunDetail): string {
  if (summary.totalSteps === 0) return 'none: it was not trained here'
  return `${summary.step} of ${summary.totalSteps}, ${stepsPerEpoch} an epoch`
}

function modelPairs({ summary, spec, imported }: RunDetail): [string, string][] {
  const { model, optimiser } = spec
  if (model.architecture !== 'onnx') {
    const batchNorm = batchNormWords(spec)
    return [
      ['model', `${summary.architecture}, ${summary.loss}, ${optimiser.kind}`],
      ...(batchNorm === undefined
        ? []
        : [['batch norm', `${batchNorm} while attacking`] as [string, string]]),
    ]
  }
  const origin: [string, string] = [
    'model',
    `imported from ${model.file} (${model.hash.slice(0, 12)})`,
  ]
  const { mean, standardDeviation } = model.normalisation ?? {}
  const normalised: [string, string][] = mean
    ? [
        [
          'normalised',
          `mean ${mean.join(', ')}; standard deviation ${standardDeviation?.join(', ')}`,
        ],
      ]
    : []
  return [origin, ...(imported === null ? [] : factPairs(imported)), ...normalised]
}

function describeEngine(engine: NonNullable<RunDetail['engine']>) {
  const { name, provider, device, threads, versions } = engine
  const parts = Object.entries(versions).map(([part, version]) => `${part} ${version}`)
  return `${name} on ${device ?? provider}, ${count(threads, 'thread')} (${parts.join(', ')})`
}

function describeCheckpoints(checkpoints: RunDetail['checkpoints']): string {
  const present = checkpoints.filter((checkpoint) => checkpoint.present)
  if (present.length === 0) return '–'
  const bytes = present.reduce((sum, checkpoint) => sum + checkpoint.bytes, 0)
  return `steps ${present.map(({ step }) => step).join(', ')} (${formatBytes(bytes)})`
}
