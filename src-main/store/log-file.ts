import { readFileSync } from 'node:fs'

/*
 * The write-ahead log as https://sqlite.org/walformat.html has it: a header of 32 bytes, then frames of
 * 24 bytes and a page. Each frame's checksum goes on from that of the frame before. SQLite takes the
 * first frame that does not match for the end of the log and says nothing: what was committed after it
 * would be gone without a word. Beside the log, `-shm` holds how many frames were committed.
 */
const headerBytes = 32
const frameBytes = 24

export type LogFinding =
  /** Every frame that was committed is there. */
  | { readonly kind: 'whole' }
  /** A commit that nobody was told of was cut off by a power failure, as SQLite expects. */
  | { readonly kind: 'torn' }
  | { readonly kind: 'damaged'; readonly fault: string }

interface Frame {
  readonly at: number
  /** Whether it follows the frame before it by its checksum. */
  readonly isSound: boolean
  readonly isCommit: boolean
}

/** Looks into the log of a database that nobody has open. @param file the database's own. */
export function examineLog(file: string): LogFinding {
  const log = read(`${file}-wal`)
  const index = readIndex(`${file}-shm`)
  const damaged = (fault: string): LogFinding => ({ kind: 'damaged', fault })
  if (log.length <= headerBytes) {
    const lost = index ? index.frames - index.folded : 0
    return lost > 0 ? damaged(`its log lacks ${lost} committed pages`) : { kind: 'whole' }
  }
  const layout = layoutOf(log)
  if (!layout) return damaged('the header of its log does not match its checksum')
  const frames = framesOf(log, layout)
  const bad = frames.findIndex(({ isSound }) => !isSound)
  const sound = bad === -1 ? frames.length : bad
  if (index?.salts.equals(log.subarray(16, 24)) === true) {
    // What lies beyond was never committed, or was rolled back.
    if (index.frames <= sound) return { kind: 'whole' }
    return damaged(`its log has ${sound} pages that match their checksum of ${index.frames}`)
  }
  if (bad === -1) return { kind: 'whole' }
  // A commit is told when it is on the disk, so only the last one can be cut off without damage.
  const commits = frames.slice(bad).filter(({ isCommit }) => isCommit).length
  if (commits > 1) return damaged(`page ${bad + 1} of its log does not match its checksum`)
  return commits === 1 ? { kind: 'torn' } : { kind: 'whole' }
}

/**
 * A log that SQLite reads to its last commit: checksums are made to fit what is there.
 * @returns how many pages did not match, and the new bytes; undefined where there is nothing to mend.
 */
export function mendLog(log: Buffer): { readonly bytes: Buffer; readonly bad: number } | undefined {
  const layout = layoutOf(log)
  if (!layout) return undefined
  const frames = framesOf(log, layout)
  const bad = frames.filter(({ isSound }) => !isSound).length
  if (bad === 0) return undefined
  const bytes = Buffer.from(log)
  let sum: Sum = [log.readUInt32BE(24), log.readUInt32BE(28)]
  for (const { at } of frames) {
    log.copy(bytes, at + 8, 16, 24)
    sum = sumOfFrame(bytes, at, sum, layout)
    bytes.writeUInt32BE(sum[0], at + 16)
    bytes.writeUInt32BE(sum[1], at + 20)
  }
  return { bytes, bad }
}

type Sum = readonly [number, number]

interface Layout {
  readonly page: number
  readonly isBigEndian: boolean
}

function layoutOf(log: Buffer): Layout | undefined {
  if (log.length < headerBytes) return undefined
  const magic = log.readUInt32BE(0)
  if ((magic & ~1) !== 0x377f0682) return undefined
  const isBigEndian = (magic & 1) === 1
  const [a, b] = sumOf(log, 0, 24, [0, 0], isBigEndian)
  const page = log.readUInt32BE(8)
  const isSound = a === log.readUInt32BE(24) && b === log.readUInt32BE(28)
  return isSound && page >= 512 && page <= 65_536 ? { page, isBigEndian } : undefined
}

/** Frames of this round of the log; what an earlier one left behind has other salts. */
function framesOf(log: Buffer, layout: Layout): Frame[] {
  const frames: Frame[] = []
  const salts = log.subarray(16, 24)
  let before: Sum = [log.readUInt32BE(24), log.readUInt32BE(28)]
  const size = frameBytes + layout.page
  let end = 0
  for (let at = headerBytes; at + size <= log.length; at += size) {
    const written: Sum = [log.readUInt32BE(at + 16), log.readUInt32BE(at + 20)]
    const isOurs = log.subarray(at + 8, at + 16).equals(salts)
    const [a, b] = isOurs ? sumOfFrame(log, at, before, layout) : [-1, -1]
    const isSound = a === written[0] && b === written[1]
    frames.push({ at, isSound, isCommit: isOurs && log.readUInt32BE(at + 4) !== 0 })
    if (isOurs) end = frames.length
    // What is written is right where only the page is not: then the next frame fits it.
    before = written
  }
  return frames.slice(0, end)
}

function sumOfFrame(log: Buffer, at: number, before: Sum, { page, isBigEndian }: Layout): Sum {
  const head = sumOf(log, at, 8, before, isBigEndian)
  return sumOf(log, at + frameBytes, page, head, isBigEndian)
}

function sumOf(log: Buffer, at: number, bytes: number, [a, b]: Sum, isBigEndian: boolean): Sum {
  let [first, second] = [a, b]
  for (let end = at + bytes; at < end; at += 8) {
    const x = isBigEndian ? log.readUInt32BE(at) : log.readUInt32LE(at)
    const y = isBigEndian ? log.readUInt32BE(at + 4) : log.readUInt32LE(at + 4)
    first = (first + x + second) >>> 0
    second = (second + y + first) >>> 0
  }
  return [first, second]
}

interface LogIndex {
  /** Frames that were committed, and of these what is in the database already. */
  readonly frames: number
  readonly folded: number
  readonly salts: Buffer
}

/** What the last process to have the log left of its index; nothing where the two copies differ. */
function readIndex(file: string): LogIndex | undefined {
  const bytes = read(file)
  if (bytes.length < 136 || !bytes.subarray(0, 48).equals(bytes.subarray(48, 96))) return undefined
  // In the byte order of the machine, which is little-endian wherever Cusp runs.
  if (bytes.readUInt32LE(0) !== 3_007_000) return undefined
  return {
    frames: bytes.readUInt32LE(16),
    folded: bytes.readUInt32LE(96),
    salts: bytes.subarray(32, 40),
  }
}

function read(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch {
    // It is not there; or it cannot be read, which SQLite finds and says.
    return Buffer.alloc(0)
  }
}
