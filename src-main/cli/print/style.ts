import { styleText } from 'node:util'
import type { RunState } from '#contract'
import { wordsOf, type Outcome } from '#study'

type Format = Parameters<typeof styleText>[0]

/** Colour for stdout: none if it is not a terminal or NO_COLOR is set. */
function styled(format: Format, text: string): string {
  return styleText(format, text, { stream: process.stdout })
}

export const strong = (text: string) => styled('bold', text)
export const faint = (text: string) => styled('dim', text)

const colours: Readonly<Record<RunState, Format>> = {
  queued: 'dim',
  running: 'blue',
  pausing: 'yellow',
  paused: 'yellow',
  finished: 'green',
  failed: 'red',
  cancelled: 'dim',
  interrupted: 'yellow',
}

export const stateName = (state: RunState) => styled(colours[state], state)

const outcomes: Readonly<Record<Outcome, Format>> = {
  holds: 'green',
  'does not': 'red',
  'inside the noise': 'yellow',
  'no verdict': 'dim',
}

export const outcomeName = (outcome: Outcome) => styled(outcomes[outcome], wordsOf(outcome))
