import type { RunSummary } from '#contract'
import { formatDuration } from './format.ts'
import type { Output } from './output.ts'
import type { Progress } from './progress.ts'
import { describeActivity, shareDone } from './share-done.ts'

/** How a study gets on, in one line: redrawn on a terminal, a line for each finished run elsewhere. */
export class StudyProgress implements Progress {
  #finished = -1
  readonly #output: Output

  constructor(output: Output) {
    this.#output = output
  }

  show(runs: readonly RunSummary[]): void {
    const finished = runs.filter(isOver).length
    const line = lineOf(runs)
    if (this.#output.isLive) {
      process.stderr.write(
        `\r\x1b[K${[...line].slice(0, (process.stderr.columns || 80) - 1).join('')}`,
      )
    } else if (finished !== this.#finished) this.#output.note(line)
    this.#finished = finished
  }

  end(): void {
    if (this.#output.isLive) process.stderr.write('\n')
  }
}

function lineOf(runs: readonly RunSummary[]): string {
  const current = runs.find(({ state }) => state === 'running' || state === 'pausing')
  const seconds = secondsLeft(runs)
  return [
    `${runs.filter(isOver).length}/${runs.length}`,
    ...(seconds === null ? [] : [`about ${formatDuration(seconds)} left`]),
    ...(current ? [`${current.name}, seed ${current.seed}: ${describeActivity(current)}`] : []),
  ].join(' · ')
}

const isOver = ({ state }: RunSummary): boolean =>
  state === 'finished' || state === 'failed' || state === 'cancelled'

/**
 * What is left, by the mean of finished runs that cost alike: of the same setting at another seed,
 * else of the same network and loss, else of all. Null before the first has finished.
 */
export function secondsLeft(runs: readonly RunSummary[]): number | null {
  const done = runs.filter(({ state, activeSeconds }) => state === 'finished' && activeSeconds > 0)
  if (done.length === 0) return null
  const alike: readonly ((a: RunSummary, b: RunSummary) => boolean)[] = [
    (a, b) => a.name === b.name,
    (a, b) => a.architecture === b.architecture && a.loss === b.loss,
    () => true,
  ]
  const expected = (run: RunSummary): number => {
    const like = alike
      .map((is) => done.filter((other) => is(run, other)))
      .find((of) => of.length > 0)
    const costs = (like ?? done).map(({ activeSeconds }) => activeSeconds)
    return costs.reduce((sum, cost) => sum + cost, 0) / costs.length
  }
  return runs
    .filter((run) => !isOver(run))
    .reduce((sum, run) => sum + expected(run) * (1 - Math.min(1, shareDone(run))), 0)
}
