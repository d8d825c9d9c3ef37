import { declineOf } from './decline.ts'
import type { Memory } from './memory.ts'
import { fallOf, isSameProbe, type Reading } from './reading.ts'
import { collapseOf, isStillDown } from './collapse.ts'
import type { RunEvent } from './run-event.ts'

/** An alarm with the two readings it compares, where it compares any. */
export type Raised = Omit<Extract<RunEvent, { kind: 'alarmRaised' }>, 'kind' | 'step'>

/** Readings that a sudden fall is looked for among: within so many epochs it is sudden. */
const recentCount = 8

/**
 * Which alarms ring that did not at the reading before.
 * - catastrophic-overfitting: PGD accuracy has collapsed while training's own attack is met no less
 *   often (`collapse.ts`). It rings until four fifths of what was are back.
 * - robust-overfitting: PGD accuracy stays a little below its best while training goes on to improve
 *   (`decline.ts`). A collapse is not told twice, so not while that rings.
 * - degenerate: the network says nearly always the same, which explains any fall: neither of the
 *   others rings for the first time then.
 */
export function judge(
  memory: Memory,
  reading: Reading,
  isDegenerate: boolean,
): { memory: Memory; raised: Raised[] } {
  const { recent = [], best, below = 0, collapsed: before, ringing = [] } = memory
  const isDown = before !== undefined && isStillDown(before, reading)
  const collapsed = isDown ? before : isDegenerate ? undefined : collapseOf(recent, reading)
  const hasRecovered = before !== undefined && !isDown
  const declined = collapsed || isDegenerate || hasRecovered ? undefined : declineOf(best, reading)
  const now: Raised[] = [
    ...(collapsed ? [fallen('catastrophic-overfitting', collapsed, reading)] : []),
    ...(declined && below >= 1 ? [fallen('robust-overfitting', declined, reading)] : []),
    ...(isDegenerate ? [{ alarm: 'degenerate' } as const] : []),
  ]
  const isBest =
    best === undefined || hasRecovered || !isSameProbe(best, reading) || fallOf(best, reading) <= 0
  return {
    memory: {
      ...memory,
      recent: [...recent, reading].slice(-recentCount),
      best: isBest ? reading : best,
      below: declined ? below + 1 : 0,
      collapsed,
      ringing: now.map(({ alarm }) => alarm),
    },
    raised: now.filter(({ alarm }) => !ringing.includes(alarm)),
  }
}

function fallen(alarm: Raised['alarm'], from: Reading, to: Reading): Raised {
  return { alarm, fall: { from: toldOf(from), to: toldOf(to) } }
}

function toldOf({ step = 0, adversarialAccuracy = 0, trainAccuracy }: Reading) {
  return { step, adversarialAccuracy, trainAccuracy }
}
