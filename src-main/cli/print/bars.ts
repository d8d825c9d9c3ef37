import type { WriteStream } from 'node:tty'
import type { RunSummary } from '#contract'
import type { Progress } from './progress.ts'
import { describeActivity, shareDone } from './share-done.ts'

const barWidth = 24

/** One bar for each run, drawn over itself. */
export class Bars implements Progress {
  #drawn = 0
  readonly #stream: WriteStream

  constructor(stream: WriteStream) {
    this.#stream = stream
  }

  show(runs: readonly RunSummary[]): void {
    // A terminal may say that it has no width or height; then it has the customary ones.
    const columns = this.#stream.columns || 80
    const shown = thatFit(runs, (this.#stream.rows || 24) - 1)
    const width = Math.max(...shown.map(({ name }) => name.length))
    const back = this.#drawn === 0 ? '' : `\x1b[${this.#drawn}A\x1b[J`
    const lines = shown.map((run) => `${barLine(run, width, columns)}\n`)
    this.#stream.write(back + lines.join(''))
    this.#drawn = lines.length
  }

  end(): void {
    this.#drawn = 0
  }
}

/** What has scrolled out of sight cannot be drawn over: of many runs, those that still change. */
export function thatFit(runs: readonly RunSummary[], rows: number): readonly RunSummary[] {
  if (runs.length <= rows) return runs
  const isDone = ({ state }: RunSummary) => state === 'finished'
  return [...runs.filter((run) => !isDone(run)), ...runs.filter(isDone)].slice(0, rows)
}

/** A run as one line no wider than the terminal: a wrapped line could not be drawn over. */
export function barLine(run: RunSummary, nameWidth: number, columns: number): string {
  const share = Math.min(1, Math.max(0, shareDone(run)))
  const full = Math.floor(share * barWidth)
  const bar = '█'.repeat(full) + '░'.repeat(barWidth - full)
  const percent = `${Math.floor(share * 100)} %`.padStart(5)
  const line = `${run.name.padEnd(nameWidth)}  ${bar} ${percent}  ${describeActivity(run)}`
  return [...line].slice(0, Math.max(20, columns - 1)).join('')
}
