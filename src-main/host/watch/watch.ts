import { readFileSync } from 'node:fs'
import type { Clock } from '../recording/index.ts'
import type { Beat } from '../worker/heartbeat-memory.ts'
import { createVigil, type Patience, type Silence } from './vigil.ts'

export interface Watch {
  hear(beat: Beat): void
  stop(): void
}

export interface WatchSpec {
  readonly clock: Pick<Clock, 'elapsed'>
  readonly patience: Patience
  readonly pid: number | undefined
  /** Told once a silence, when half of its limit is over. */
  readonly onSilent: (silence: Silence) => void
  readonly onHung: (silence: Silence) => void
}

/** Looks at a worker each second until it is stopped, or the worker is taken for hung. */
export function watchWorker({ clock, patience, pid, onSilent, onHung }: WatchSpec): Watch {
  const vigil = createVigil(clock.elapsed(), patience)
  let isTold = false
  const look = () => {
    const silence = vigil.look(clock.elapsed())
    const share = silence.ms / silence.limitMs
    if (share < 0.5) isTold = false
    else if (isTraced(pid)) return
    else if (share >= 1) {
      stop()
      onHung(silence)
    } else if (!isTold) {
      isTold = true
      onSilent(silence)
    }
  }
  const timer = setInterval(look, 1000).unref()
  const stop = () => clearInterval(timer)
  return { hear: (beat) => vigil.hear(clock.elapsed(), beat), stop }
}

/** Whether a debugger holds the process, where the system can say. */
function isTraced(pid: number | undefined): boolean {
  if (process.platform !== 'linux' || pid === undefined) return false
  try {
    return !/^TracerPid:\s*0$/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
