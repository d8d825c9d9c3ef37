import {
  largestBatch,
  protocolMs,
  trainingBytes,
  trainingMs,
  type CostReport,
  type ResolvedCurriculum,
  type RunSpec,
} from '#contract'
import { formatBytes, formatCount, formatDuration } from '../../wording/index.ts'

/** How long a run takes on this machine and what it needs, in words. */
export interface DurationWords {
  /** Null where its curriculum reaches what was not measured. */
  readonly training: string | null
  readonly evaluation: string
  /** Attacks that the evaluation's time leaves out; empty when it is whole. */
  readonly without: string
  readonly memory: string
  readonly batches: string
}

/** Share of the machine's memory that a run may take; the rest is the system's. */
const shareOfMemory = 0.8

export function durationWords(
  spec: RunSpec,
  curriculum: ResolvedCurriculum,
  { rates, memory, evaluationBytes, memoryBytes }: CostReport,
): DurationWords {
  const training = trainingMs(curriculum, spec, rates)
  const { ms, unknown } = protocolMs(spec.evaluation, rates.evaluation)
  const needed = Math.max(trainingBytes(memory, spec.batchSize), evaluationBytes)
  return {
    training: training === null ? null : formatDuration(training / 1000),
    evaluation: formatDuration(ms / 1000),
    without: unknown.join(', '),
    memory: formatBytes(needed),
    batches: batchWords(largestBatch(memory, memoryBytes * shareOfMemory)),
  }
}

function batchWords(most: number): string {
  if (most === 0) return 'none'
  return most === Infinity
    ? 'any: memory hardly grows with it'
    : `up to ${formatCount(roundDown(most))}`
}

/** A batch to two digits, downwards: a line through two points knows no more. */
function roundDown(count: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1)
  return Math.floor(count / unit) * unit
}
