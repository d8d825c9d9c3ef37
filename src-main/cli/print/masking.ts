import type { Masking } from '#contract'
import { faint, strong } from './style.ts'

const marks = { fires: '!', silent: '·', unknown: '?' } as const

/** The masking verdict and each of its signals with its numbers. */
export function formatMasking({ verdict, text, signals }: Masking): string {
  const lines = signals.map((signal) => {
    const mark = signal.fires === null ? marks.unknown : signal.fires ? marks.fires : marks.silent
    const line = `  ${mark} ${signal.signal}: ${signal.text}`
    return signal.fires === null ? faint(line) : line
  })
  return [`${strong(`Gradient masking: ${verdict}.`)} ${text}`, ...lines].join('\n')
}
