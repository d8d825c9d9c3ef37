import type { LogLine, RunFeed as Feed, RunSummary } from '#contract'
import type { Host } from './host.ts'
import { extendLog } from './log.ts'
import { Refresh } from './refresh.ts'
import { sentenceOf } from './refusal.ts'
import { extendSeries, noSeries, type Series, type SeriesByName } from './series.ts'

/** Repaints stay at or below five a second. */
const pauseMs = 200

/** What happens to one run, as it happens: pulled from the host from where it was last read. */
export class RunFeed {
  readonly run: string
  #seq = 0
  #summary = $state.raw<RunSummary | null>(null)
  #series = $state.raw<SeriesByName>(noSeries)
  #log = $state.raw<readonly LogLine[]>([])
  #refusal = $state.raw<string | null>(null)
  readonly #host: Host
  readonly #refresh: Refresh

  constructor(host: Host, run: string) {
    this.#host = host
    this.run = run
    this.#refresh = new Refresh(() => this.#pull(), pauseMs)
  }

  get summary(): RunSummary | null {
    return this.#summary
  }

  get log(): readonly LogLine[] {
    return this.#log
  }

  /** Why nothing could be read, when nothing could. */
  get refusal(): string | null {
    return this.#refusal
  }

  series(name: string): Series {
    return this.#series.get(name) ?? []
  }

  refresh(): void {
    this.#refresh.request()
  }

  close(): void {
    this.#refresh.close()
  }

  /** The host answers a page at a time and does not say how many follow: asks until nothing is new. */
  async #pull(): Promise<void> {
    try {
      let before = -1
      while (this.#seq > before) {
        before = this.#seq
        this.#take(await this.#host.runs.since({ run: this.run, seq: before }))
      }
      this.#refusal = null
    } catch (refusal) {
      this.#refusal = sentenceOf(refusal)
    }
  }

  #take(feed: Feed): void {
    this.#seq = feed.seq
    this.#summary = feed.summary
    if (feed.points.length > 0 || feed.truncatedAfter !== null) {
      this.#series = extendSeries(this.#series, feed.points, feed.truncatedAfter)
    }
    if (feed.log.length > 0 || feed.truncatedAfter !== null) {
      this.#log = extendLog(this.#log, feed.log, feed.truncatedAfter)
    }
  }
}
