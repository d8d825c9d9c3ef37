import type { RunSummary } from '#contract'
import type { News } from '../client.ts'
import type { Host } from './host.ts'
import { RunFeed } from './run-feed.svelte.ts'

/** Most runs drawn together: beyond fifty lines nobody tells one from another. */
const most = 49

/** The newest other runs of a run's group, which are drawn with it. */
export function matesOf(
  run: Pick<RunSummary, 'id' | 'group'>,
  all: readonly RunSummary[],
): RunSummary[] {
  if (run.group === null) return []
  return all.filter(({ id, group }) => group === run.group && id !== run.id).slice(0, most)
}

/** What happens to several runs, each pulled as its own monitor would. */
export class Mates {
  #feeds = $state.raw<readonly RunFeed[]>([])
  readonly #host: Host

  constructor(host: Host) {
    this.#host = host
  }

  get feeds(): readonly RunFeed[] {
    return this.#feeds
  }

  /** Follows these runs, and no other any more. */
  follow(runs: readonly string[]): void {
    const known = (run: string) => this.#feeds.find((feed) => feed.run === run)
    if (runs.length === this.#feeds.length && runs.every(known)) return
    const feeds = runs.map((run) => known(run) ?? this.#open(run))
    for (const feed of this.#feeds) if (!feeds.includes(feed)) feed.close()
    this.#feeds = feeds
  }

  hear(news: News): void {
    for (const feed of this.#feeds)
      if (news.kind === 'reconnected' || (news.kind === 'run' && news.run === feed.run))
        feed.refresh()
  }

  close(): void {
    this.follow([])
  }

  #open(run: string): RunFeed {
    const feed = new RunFeed(this.#host, run)
    feed.refresh()
    return feed
  }
}
