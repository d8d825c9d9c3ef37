/** One look at a worker from within, once a second, while its process runs at all. */
export interface Beat {
  /** Rises whenever the engine begins or ends something. */
  readonly moves: number
  /** What the engine is at, `running "pgd step"`; empty between two such. */
  readonly doing: string
  /** Milliseconds of processor time of the whole process so far. */
  readonly cpuMs: number
  /** A debugger may hold the main thread for as long as a person reads. */
  readonly debugged: boolean
}

/** Bytes of a name of what is done. */
export const sizeOfName = 80

/** Where in the memory that both threads see: numbers of 4 bytes by index, then the name by byte. */
export const places = {
  moves: 0,
  debugged: 1,
  length: 2,
  name: 12,
  bytes: 12 + sizeOfName,
} as const

/** The file descriptor that a worker beats on; its host reads it as `stdio[4]`. */
export const beatFd = 4
