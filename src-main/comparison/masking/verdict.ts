import { isDegenerate } from '#threat'
import { blackBoxWins } from './black-box-wins.ts'
import type { MaskingFacts } from './facts.ts'
import { hugeRadius, lossPlateau, zeroGradient } from './gradient-signals.ts'
import { probabilityOutput, quantisedOutput } from './output-signals.ts'
import { maskingSignals, notExamined, type MaskingSignal } from './signal.ts'

/** Whether the robust accuracy may come of useless gradients rather than of robustness. */
export interface MaskingVerdict {
  readonly verdict: 'suspected' | 'none found' | 'not examined'
  readonly text: string
  readonly signals: readonly MaskingSignal[]
}

/**
 * Draws the verdict from facts per image. Gradient masking is suspected as soon as one signal
 * fires; that none does is no proof of its absence. Sources: Athalye, Carlini and Wagner 2018, "Obfuscated
 * gradients give a false sense of security"; Croce and Hein 2020 (AutoAttack's flags).
 */
export function maskingVerdict(facts: MaskingFacts): MaskingVerdict {
  if (isDegenerate(facts.labels, facts.clean)) return degenerate
  const signals = signalsOf(facts)
  const firing = signals.filter(({ fires }) => fires === true)
  if (firing.length > 0) {
    const count = `${firing.length} of ${signals.length} signals`
    const text = `Gradient masking is suspected: ${count} ${firing.length === 1 ? 'fires' : 'fire'}.`
    return { verdict: 'suspected', text: `${text} Robust accuracies may be too high.`, signals }
  }
  if (!facts.examined) {
    const text = 'Not examined: the protocol asks for no examination of the network.'
    return { verdict: 'not examined', text, signals }
  }
  const examined = signals.filter(({ fires }) => fires !== null).length
  const text = `No sign of gradient masking in ${examined} of ${signals.length} signals examined.`
  return { verdict: 'none found', text, signals }
}

/** A network of one answer resists every attack, and no signal can tell why. */
const degenerate: MaskingVerdict = {
  verdict: 'not examined',
  text: 'Not examined: the network gives nearly every image the same class.',
  signals: [],
}

function signalsOf(facts: MaskingFacts): MaskingSignal[] {
  const { examined } = facts
  const contest = blackBoxWins(facts)
  if (!examined) {
    const rest = maskingSignals.filter((name) => name !== contest.signal)
    return [contest, ...rest.map((name) => notExamined(name, 'Not examined.'))]
  }
  return [
    contest,
    zeroGradient(examined),
    hugeRadius(facts, examined),
    lossPlateau(facts, examined),
    probabilityOutput(examined),
    quantisedOutput(examined),
  ]
}
