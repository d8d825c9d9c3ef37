import { parseAxis, parseSeeds, sweepOf, type Axis, type RunSpec } from '#contract'
import { formatCount, formatPlural } from '../../wording/index.ts'

/** What the fields of the form come to: the runs they would start, or why they cannot be read. */
export type Launch =
  | { readonly specs: readonly RunSpec[]; readonly group: string | undefined }
  | { readonly field: 'seeds' | 'sweep'; readonly problem: string }

/** The fields of the form as they are typed. */
export interface LaunchForm {
  readonly name: string
  /** "0-2,5". */
  readonly seeds: string
  /** An axis a line: "epochs = 5, 10". */
  readonly sweep: string
}

/** One run for each seed under each combination of the axes; a group where there are several. */
export function readLaunch(spec: RunSpec, { name, seeds, sweep }: LaunchForm): Launch {
  const read = attempt(() => parseSeeds(seeds))
  if (typeof read === 'string') return { field: 'seeds', problem: read }
  const specs = attempt(() => sweepOf({ ...spec, name: name.trim() }, axesOf(sweep), read))
  if (typeof specs === 'string') return { field: 'sweep', problem: specs }
  return { specs, group: specs.length > 1 ? name.trim() : undefined }
}

/** What would start, in a sentence. @param steps of a whole run; a fork takes those that are left. */
export function describeLaunch(
  { dataset, evaluation, startsFrom }: RunSpec,
  steps: number,
  runs: number,
  isSwept: boolean,
): string {
  const whole = `${formatCount(steps)} steps`
  const length = startsFrom
    ? `the ${formatPlural(steps - startsFrom.step, 'step')} left of ${formatCount(steps)}`
    : whole
  const each = runs > 1 ? `${formatPlural(runs, 'run')}, each` : '1 run'
  const images = `${formatCount(dataset.train)} images`
  const judged = `then an evaluation on ${formatCount(evaluation.subset.count)}`
  const but = isSwept ? ', unless the sweep says otherwise' : ''
  return `${each} of ${length} on ${images}, ${judged}${but}.`
}

function axesOf(text: string): Axis[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.map(parseAxis)
}

/** What `work` gives, or the sentence on why it cannot. */
function attempt<Result>(work: () => Result): Result | string {
  try {
    return work()
  } catch (refused) {
    return refused instanceof Error ? refused.message : String(refused)
  }
}
