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
    const width = Math.max(...runs.map(({ name }) => name.length))
    const lines = runs.map((run) => barLine(run, width, this.#stream.columns))
    const back = this.#drawn === 0 ? '' : `\x1b[${this.#drawn}A`
    this.#stream.write(back + lines.map((line) => `\x1b[2K${line}\n`).join(''))
    this.#drawn = lines.length
  }

  end(): void {
    this.#drawn = 0
  }
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
