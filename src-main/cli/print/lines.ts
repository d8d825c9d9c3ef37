import type { RunSummary } from '#contract'
import type { Progress } from './progress.ts'
import { describeActivity, shareDone } from './share-done.ts'

/** A line whenever a run enters another state, and at each quarter: for logs and pipes. */
export class Lines implements Progress {
  readonly #said = new Map<string, string>()
  readonly #say: (line: string) => void

  constructor(say: (line: string) => void) {
    this.#say = say
  }

  show(runs: readonly RunSummary[]): void {
    for (const run of runs) {
      const mark = `${run.state} ${run.activity === 'evaluating'} ${Math.floor(shareDone(run) * 4)}`
      if (this.#said.get(run.id) === mark) continue
      this.#said.set(run.id, mark)
      this.#say(`${run.id}  ${run.name}: ${describeActivity(run)}`)
    }
  }

  end(): void {
    this.#said.clear()
  }
}
