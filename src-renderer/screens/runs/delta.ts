import type { Cell, Direction } from '#contract'

/** How a number stands to the baseline's: by its sign, an arrow and a word, never by colour alone. */
export interface Delta {
  readonly text: string
  readonly arrow: '▲' | '▼' | ''
  readonly tone: 'better' | 'worse' | 'even'
}

/** Differences smaller than what is shown are none. */
const digits = 3

export function deltaOf(cell: Cell, baseline: Cell, direction: Direction): Delta {
  const difference = Number((cell.value - baseline.value).toFixed(digits))
  if (difference === 0) return { text: '±0', arrow: '', tone: 'even' }
  const isMore = difference > 0
  const size = Math.abs(difference).toFixed(digits).replace(/^0\./, '.')
  return {
    text: `${isMore ? '+' : '−'}${size}`,
    arrow: isMore ? '▲' : '▼',
    tone: isMore === (direction === 'maximise') ? 'better' : 'worse',
  }
}
