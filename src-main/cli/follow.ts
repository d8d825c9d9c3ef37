import { asCuspError, CuspError } from '#errors'
import type { RunSummary } from '#contract'
import type { HostClient } from '#host'
import type { Context } from './context.ts'
import { onInterrupt } from './interrupt.ts'
import { makeProgress } from './print/make-progress.ts'

/** How often runs are asked after when no notice comes, in milliseconds. */
const idleMs = 1_000

export interface Followed {
  readonly runs: readonly RunSummary[]
  /** Whether Ctrl-C ended it: the runs that could be are paused at a checkpoint. */
  readonly isInterrupted: boolean
}

/** Whether a run stands still: nothing more happens to it by itself. */
function isSettled({ state, activity }: RunSummary): boolean {
  const still = ['finished', 'failed', 'cancelled', 'paused', 'interrupted']
  return activity === null && still.includes(state)
}

/** Shows runs until all of them stand still. Ctrl-C pauses them first. */
export async function follow(
  { output }: Context,
  client: HostClient,
  ids: readonly string[],
  progress = makeProgress(output),
): Promise<Followed> {
  const watch = new Watch(client, ids)
  const stop = onInterrupt(() => {
    output.note('Writing a checkpoint; Ctrl-C again stops at once.')
    watch.pause()
  })
  try {
    for (;;) {
      const runs = await watch.ask()
      progress.show(runs)
      if (runs.every((run) => watch.isDone(run))) {
        return { runs, isInterrupted: watch.isPausing }
      }
      await watch.wait()
    }
  } finally {
    progress.end()
    watch.end()
    stop()
  }
}

/** What is known of the runs, and the news of them. */
class Watch {
  #isPausing = false
  #wake: () => void = () => undefined
  #failure: CuspError | undefined
  readonly #ended = new AbortController()
  readonly #known = new Map<string, { seq: number; summary: RunSummary | undefined }>()
  /** Runs that there is news of: of a long study most stand still, and asking costs. */
  readonly #stale = new Set<string>()
  /** Runs that refused to pause, such as those still waiting: they stay as they are. */
  readonly #left = new Set<string>()
  readonly #client: HostClient

  constructor(client: HostClient, ids: readonly string[]) {
    this.#client = client
    for (const id of ids) this.#known.set(id, { seq: 0, summary: undefined })
    this.#doubt()
    void this.#listen()
  }

  get isPausing(): boolean {
    return this.#isPausing
  }

  isDone(run: RunSummary): boolean {
    return isSettled(run) || this.#left.has(run.id)
  }

  async ask(): Promise<RunSummary[]> {
    if (this.#failure !== undefined) throw this.#failure
    for (const run of this.#stale) {
      this.#stale.delete(run)
      const { seq, summary } = await this.#client.runs.since({
        run,
        seq: this.#known.get(run)?.seq ?? 0,
      })
      this.#known.set(run, { seq, summary })
    }
    return [...this.#known.values()].flatMap(({ summary }) => summary ?? [])
  }

  /** Resolves at the next notice, or after a while. */
  async wait(): Promise<void> {
    if (this.#stale.size > 0) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        this.#doubt()
        resolve()
      }, idleMs)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  pause(): void {
    this.#isPausing = true
    for (const run of this.#known.keys()) void this.#pauseOne(run)
  }

  end(): void {
    this.#ended.abort()
  }

  /** A notice may be lost: now and then all are asked after that may still change. */
  #doubt(): void {
    for (const [run, { summary }] of this.#known) {
      if (summary === undefined || !this.isDone(summary)) this.#stale.add(run)
    }
  }

  async #pauseOne(run: string): Promise<void> {
    try {
      await this.#client.runs.pause({ run })
    } catch (error) {
      if (error instanceof CuspError && error.code === 'run.wrong-state') this.#left.add(run)
      else this.#failure = asCuspError(error)
    }
    this.#wake()
  }

  async #listen(): Promise<void> {
    const { signal } = this.#ended
    try {
      for await (const notice of await this.#client.system.notices(undefined, { signal })) {
        if (notice.kind !== 'run' || !this.#known.has(notice.run)) continue
        this.#stale.add(notice.run)
        this.#wake()
      }
    } catch (error) {
      if (!signal.aborted) this.#failure = asCuspError(error)
      this.#wake()
    }
  }
}
