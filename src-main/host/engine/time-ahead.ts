/** Work for a moment at which nobody else computes. */
export interface Ahead {
  /** Somebody begins to compute: ends what is under way, which is begun anew when it is calm. */
  giveWay(): void
  close(): void
}

export interface AheadSpec {
  /** Milliseconds from the start, and from one look to the next. */
  readonly afterMs: number
  readonly isDone: () => boolean
  readonly isCalm: () => boolean
  /** Must leave nothing behind when it is aborted. */
  readonly work: (signal: AbortSignal) => Promise<unknown>
}

/** Does the work once, when it is calm; where it fails, it is left to the next start. */
export function createAhead({ afterMs, isDone, isCalm, work }: AheadSpec): Ahead {
  let underWay: AbortController | undefined
  let timer: NodeJS.Timeout | undefined
  const wait = (): void => {
    // What nobody waits for keeps no process alive.
    timer = setTimeout(look, afterMs).unref()
  }
  const look = (): void => {
    if (isDone()) return
    if (!isCalm()) return wait()
    const controller = (underWay = new AbortController())
    void work(controller.signal)
      .catch(() => undefined)
      .finally(() => {
        if (underWay === controller) underWay = undefined
      })
  }
  wait()
  return {
    giveWay: () => {
      if (!underWay) return
      underWay.abort()
      underWay = undefined
      wait()
    },
    close: () => {
      clearTimeout(timer)
      underWay?.abort()
      underWay = undefined
    },
  }
}
