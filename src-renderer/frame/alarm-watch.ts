import type { RunFeed, RunSummary } from '#contract'
import type { News } from '../client.ts'
import { alertsOf, plateauAlert, plateauAt, type Alert } from '../run/index.ts'
import type { Host } from '../state/index.ts'
import { Refresh } from '../state/refresh.ts'
import { extendSeries, noSeries, type SeriesByName } from '../state/series.ts'

/** Milliseconds between two questions after one run: nobody looks at its curves. */
const usualPauseMs = 1000
const probe = 'adversarialAccuracy'
/** After everything that was ever told of a run. */
const now = Number.MAX_SAFE_INTEGER

type Tell = (run: RunSummary, alert: Alert) => void

/**
 * What rings in runs at work, whichever screen is shown. A run is followed from the moment it is first
 * seen at work: what rang before is no news. Summaries do not tell of alarms, for each row of every list
 * would ask the log.
 */
export class AlarmWatch {
  readonly #watches = new Map<string, Watch>()
  readonly #watch: (run: string) => Watch

  constructor(host: Host, tell: Tell, pauseMs = usualPauseMs) {
    this.#watch = (run) => new Watch(host, run, tell, pauseMs)
  }

  /** @param runs at work; others are let go. */
  follow(runs: readonly RunSummary[]): void {
    const ids = new Set(runs.map(({ id }) => id))
    for (const [id, watch] of this.#watches) {
      if (ids.has(id)) continue
      watch.close()
      this.#watches.delete(id)
    }
    for (const id of ids) {
      if (this.#watches.has(id)) continue
      const watch = this.#watch(id)
      this.#watches.set(id, watch)
      watch.refresh()
    }
  }

  hear(news: News): void {
    for (const [id, watch] of this.#watches)
      if (news.kind === 'reconnected' || (news.kind === 'run' && news.run === id)) watch.refresh()
  }

  close(): void {
    this.follow([])
  }
}

class Watch {
  #seq = now
  #stepsPerEpoch: number | null = null
  #series: SeriesByName = noSeries
  #alerts: readonly Alert[] = []
  /** Whether a plateau that still lasts was told of. */
  #isStill = false
  readonly #host: Host
  readonly #run: string
  readonly #tell: Tell
  readonly #refresh: Refresh

  constructor(host: Host, run: string, tell: Tell, pauseMs: number) {
    this.#host = host
    this.#run = run
    this.#tell = tell
    this.#refresh = new Refresh(() => this.#pull(), pauseMs)
  }

  refresh(): void {
    this.#refresh.request()
  }

  close(): void {
    this.#refresh.close()
  }

  async #pull(): Promise<void> {
    try {
      this.#stepsPerEpoch ??= (await this.#host.runs.get({ run: this.#run })).stepsPerEpoch
      const feed = await this.#host.runs.since({ run: this.#run, seq: this.#seq })
      this.#take(feed, this.#stepsPerEpoch)
    } catch {
      // The run may be gone, or the host: the next notice asks again.
    }
  }

  #take(feed: RunFeed, stepsPerEpoch: number): void {
    this.#seq = feed.seq
    const rung = alertsOf(feed.log.filter(({ kind }) => kind === 'alarmRaised'))
    for (const alert of rung) this.#tell(feed.summary, alert)
    this.#alerts = [...this.#alerts, ...rung]
    const points = feed.points.filter(({ name }) => name === probe)
    this.#series = extendSeries(this.#series, points, feed.truncatedAfter)
    const at = plateauAt(this.#series.get(probe) ?? [], stepsPerEpoch, this.#alerts)
    if (at !== null && !this.#isStill) this.#tell(feed.summary, plateauAlert(at))
    this.#isStill = at !== null
  }
}
