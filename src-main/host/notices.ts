import type { Notice } from '#contract'

/** Milliseconds between notices about one thing: ten a second. */
const interval = 100

export interface NoticeBoard {
  /** Tells every subscriber, together with whatever else happens within the interval. */
  publish(notice: Notice): void
  /** Notices from now on, until the signal aborts or the board closes. */
  subscribe(signal?: AbortSignal): AsyncGenerator<Notice, void, void>
  close(): void
}

/**
 * Notices say only that something changed, so a newer one replaces an older one about the same
 * thing: a subscriber that stops reading costs one notice a run, however long it sleeps.
 */
export function createNoticeBoard(): NoticeBoard {
  const subscribers = new Set<Mailbox>()
  const fresh = new Map<string, Notice>()
  let timer: NodeJS.Timeout | undefined
  const deliver = () => {
    timer = undefined
    for (const mailbox of subscribers) mailbox.put(fresh)
    fresh.clear()
  }
  return {
    publish: (notice) => {
      fresh.set(subjectOf(notice), notice)
      timer ??= setTimeout(deliver, interval)
    },
    async *subscribe(signal) {
      const mailbox = createMailbox()
      subscribers.add(mailbox)
      signal?.addEventListener('abort', mailbox.close, { once: true })
      try {
        if (signal?.aborted !== true) yield* mailbox.read()
      } finally {
        subscribers.delete(mailbox)
        signal?.removeEventListener('abort', mailbox.close)
      }
    },
    close: () => {
      clearTimeout(timer)
      for (const mailbox of subscribers) mailbox.close()
    },
  }
}

interface Mailbox {
  put(notices: ReadonlyMap<string, Notice>): void
  read(): AsyncGenerator<Notice, void, void>
  readonly close: () => void
}

function createMailbox(): Mailbox {
  const unread = new Map<string, Notice>()
  let isOpen = true
  let wake: () => void = () => undefined
  return {
    put: (notices) => {
      for (const [subject, notice] of notices) unread.set(subject, notice)
      wake()
    },
    async *read() {
      while (isOpen) {
        if (unread.size === 0) await new Promise<void>((resolve) => (wake = resolve))
        const notices = [...unread.values()]
        unread.clear()
        yield* notices
      }
    },
    close: () => {
      isOpen = false
      wake()
    },
  }
}

function subjectOf(notice: Notice): string {
  return notice.kind === 'run' ? `run ${notice.run}` : notice.kind
}
