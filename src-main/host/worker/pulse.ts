import { url as debuggerAddress } from 'node:inspector'
import { Worker } from 'node:worker_threads'
import { programFile } from '#executor'
import { beatFd, places, sizeOfName } from './heartbeat-memory.ts'

/** Tells what this thread is at, for a thread beside it to pass on while this one can say nothing. */
export interface Pulse {
  /** Does `work`, which may block this thread until it is done. @param what `running "pgd step"` */
  during<Result>(what: string, work: () => Promise<Result>): Promise<Result>
}

/** Starts the thread that beats; it keeps no process alive, and ends one whose host is gone. */
export function startPulse(): Pulse {
  const memory = new SharedArrayBuffer(places.bytes)
  const thread = new Worker(programFile('heartbeat'), {
    workerData: { memory, fd: beatFd },
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
  })
  thread.unref()
  return pulseIn(memory)
}

function pulseIn(memory: SharedArrayBuffer): Pulse {
  const numbers = new Int32Array(memory, 0, places.name / 4)
  const name = new Uint8Array(memory, places.name, sizeOfName)
  const encoder = new TextEncoder()
  const move = (what: string) => {
    Atomics.store(numbers, places.length, encoder.encodeInto(what, name).written)
    Atomics.store(numbers, places.debugged, debuggerAddress() === undefined ? 0 : 1)
    Atomics.add(numbers, places.moves, 1)
  }
  return {
    async during(what, work) {
      move(what)
      try {
        return await work()
      } finally {
        move('')
      }
    },
  }
}
