import { writeSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import { places, sizeOfName, type Beat } from './heartbeat-memory.ts'

/**
 * A thread of a worker that only beats. The main thread may be inside one native call for minutes;
 * this one then still says that the process lives, and ends it when its host is gone, which the
 * main thread would hear of only afterwards.
 */
const { memory, fd } = workerData as { readonly memory: SharedArrayBuffer; readonly fd: number }
const numbers = new Int32Array(memory, 0, places.name / 4)
const name = new Uint8Array(memory, places.name, sizeOfName)

function beat(): Beat {
  const { user, system } = process.cpuUsage()
  return {
    moves: Atomics.load(numbers, places.moves),
    // A copy: what is shared cannot be decoded.
    doing: new TextDecoder().decode(name.slice(0, Atomics.load(numbers, places.length))),
    cpuMs: Math.round((user + system) / 1000),
    debugged: Atomics.load(numbers, places.debugged) === 1,
  }
}

const orphaned = ['EPIPE', 'ECONNRESET', 'EOF']

setInterval(() => {
  try {
    writeSync(fd, `${JSON.stringify(beat())}\n`)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (orphaned.includes(code)) process.kill(process.pid, 'SIGKILL')
  }
}, 1000)
