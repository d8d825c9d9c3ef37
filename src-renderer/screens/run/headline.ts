import type { Evaluation } from '#contract'
import { formatCount, formatShare } from '../../wording/index.ts'

/** What an evaluation found, in one or two sentences. */
export function headlineWords({ scores, masking }: Evaluation): string {
  if (!scores) return ''
  const { count, clean, adversarial, spatial, worstCase } = scores
  const parts = [
    `${formatShare(clean)} as they are`,
    ...(adversarial === null ? [] : [`${formatShare(adversarial)} under attack`]),
    ...(spatial === null ? [] : [`${formatShare(spatial)} when turned or shifted`]),
  ]
  const both = adversarial !== null && spatial !== null && typeof worstCase === 'number'
  const worst = both ? `, and ${formatShare(worstCase)} whichever of these is worse` : ''
  const doubt =
    masking?.verdict === 'suspected' ? ' Gradient masking is suspected: it may do worse.' : ''
  return `Of ${formatCount(count)} test images it gets right: ${parts.join(', ')}${worst}.${doubt}`
}
