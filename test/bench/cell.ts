import { startContender, type Contender, type Entrant } from './contender.ts'
import type { SubjectFile } from './files.ts'
import { gridSize, lengthOf, type RowName } from './rows.ts'
import { checkSameNetwork } from './same-network.ts'

/** What a contender did at one row. */
export type Outcome =
  | {
      readonly kind: 'timed'
      readonly version: string
      /** Milliseconds for one batch, by round: of the clock, or of CPU where that was asked for. */
      readonly ms: readonly number[]
      /** Of the process; unknown where several rows share one. */
      readonly peakBytes?: number
    }
  | { readonly kind: 'left-out'; readonly reason: string }

/** One row of one subject. */
export interface Cell {
  readonly subject: string
  readonly row: string
  /** Batches timed back to back in each round. */
  readonly repeats: number
  readonly outcomes: Readonly<Record<string, Outcome>>
  /** What Cusp's cost estimate says that one batch takes Cusp. */
  readonly estimateMs?: number
  /** What it took where the estimate's rates were measured, in the same rounds. */
  readonly estimatedRowMs?: number
}

/** How long things may take. */
export interface Limits {
  /** Seconds that all rounds of a cell should take together; at least `fewest` are done. */
  readonly cell: number
  /** Seconds a contender has to start, and then to run the row once in short, compiling it. */
  readonly warmUp: number
  readonly fewest: number
  readonly most: number
  /** Which of the two times of an answer counts. */
  readonly clock: 'ms' | 'cpuMs'
}

/** Long enough for the clock, short enough for a drift to hit all contenders alike. */
const shortestMs = 300

/** Every contender in turn within a round, so that a drifting machine drifts for all of them. */
export async function timeCell(
  entrants: readonly Entrant[],
  subject: SubjectFile,
  row: RowName,
  limits: Limits,
): Promise<Cell> {
  const outcomes: Record<string, Outcome> = {}
  const leaveOut = ({ name }: Entrant, reason: string): void => {
    outcomes[name] = { kind: 'left-out', reason }
  }
  const contenders = await start(entrants, limits, leaveOut)
  try {
    for (const { entrant, ready } of contenders) checkSameNetwork(entrant.name, subject, ready)
    const warm = await warmUp(contenders, limits, leaveOut)
    const expected = warm.map(({ shortMs }) => shortMs * lengthOf(row, subject.gridPart))
    const repeats = Math.min(Math.max(Math.ceil(shortestMs / Math.min(...expected)), 1), 50)
    const roundMs = expected.reduce((sum, ms) => sum + ms * repeats, 0)
    const fitting = Math.floor((limits.cell * 1000) / roundMs)
    const rounds = Math.min(Math.max(fitting, limits.fewest), limits.most)
    const patience = limits.warmUp * 1000 + 20 * roundMs
    const scale = row === 'spatial-grid' ? gridSize / subject.gridPart : 1
    const timed = new Map(warm.map(({ contender }) => [contender, { ms: [] as number[], peak: 0 }]))
    for (let round = 0; round < rounds; round++)
      for (const [contender, record] of timed) {
        const answer = await contender.ask({ repeats, isShort: false }, patience)
        record.ms.push(answer[limits.clock] * scale)
        record.peak = answer.peakBytes
      }
    for (const [{ entrant, ready }, { ms, peak }] of timed)
      outcomes[entrant.name] = { kind: 'timed', version: ready.version, ms, peakBytes: peak }
    const inOrder = entrants.map(({ name }) => [name, outcomes[name]] as const)
    return { subject: subject.name, row, repeats, outcomes: Object.fromEntries<Outcome>(inOrder) }
  } finally {
    for (const contender of contenders) contender.close()
  }
}

type LeaveOut = (entrant: Entrant, reason: string) => void

async function start(
  entrants: readonly Entrant[],
  limits: Limits,
  leaveOut: LeaveOut,
): Promise<Contender[]> {
  const started = await Promise.allSettled(
    entrants.map((entrant) => startContender(entrant, limits.warmUp * 1000)),
  )
  return started.flatMap((result, i) => {
    if (result.status === 'fulfilled') return [result.value]
    leaveOut(entrants[i], `did not start: ${messageOf(result.reason)}`)
    return []
  })
}

interface Warm {
  readonly contender: Contender
  readonly shortMs: number
}

async function warmUp(
  contenders: readonly Contender[],
  limits: Limits,
  leaveOut: LeaveOut,
): Promise<Warm[]> {
  const warm: Warm[] = []
  for (const contender of contenders) {
    try {
      const ask = () => contender.ask({ repeats: 1, isShort: true }, limits.warmUp * 1000)
      await ask()
      warm.push({ contender, shortMs: (await ask()).ms })
    } catch (thrown) {
      leaveOut(contender.entrant, `did not warm up: ${messageOf(thrown)}`)
    }
  }
  return warm
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
