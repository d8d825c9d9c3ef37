import type { EventMoment } from '#store'

/** When steps of a run were reached, in seconds since its first event; never falling, whatever clocks were set to. */
export interface StepClock {
  /** With pauses. */
  wall(step: number): number
  /** Without the time between a stop and the resume after it. */
  active(step: number): number
}

interface Knot {
  readonly step: number
  readonly wall: number
  readonly active: number
}

/**
 * Tells the time of any step from the moments of a run's log: exact where the log has a line, evenly
 * in between. Null where the log has no two moments at different steps.
 * @param moments in the order they were told; times in milliseconds.
 */
export function stepClock(moments: readonly EventMoment[]): StepClock | null {
  const knots = knotsOf(moments)
  if (knots.length < 2) return null
  return {
    wall: (step) => interpolate(knots, step, 'wall'),
    active: (step) => interpolate(knots, step, 'active'),
  }
}

/** The first moment of each step that is reached, in rising order of step and time. */
function knotsOf(moments: readonly EventMoment[]): Knot[] {
  const knots: Knot[] = []
  let last: EventMoment | undefined
  let active = 0
  let wall = 0
  for (const moment of moments) {
    // What lies before a resume is a pause, or work that was thrown away; before waking up, a sleep.
    const isIdle = moment.kind === 'runResumed' || moment.kind === 'wokeUp'
    // A clock that was set has moved, and no time has passed; set while no host looked, it cannot fall.
    const passed = last && moment.kind !== 'clockSet' ? Math.max(0, moment.at - last.at) : 0
    wall += passed
    if (!isIdle) active += passed
    last = moment
    const known = knots.at(-1)
    if (known && moment.step <= known.step) continue
    knots.push({ step: moment.step, wall: wall / 1000, active: active / 1000 })
  }
  return knots
}

function interpolate(knots: readonly Knot[], step: number, time: 'wall' | 'active'): number {
  const found = knots.findIndex((knot) => knot.step >= step)
  const at = found === -1 ? knots.length - 1 : Math.max(1, found)
  const [before, after] = [knots[at - 1], knots[at]]
  const share = (step - before.step) / (after.step - before.step)
  return before[time] + share * (after[time] - before[time])
}
