import { mcnemar } from '../statistics.ts'
import type { Access, AttackFacts, MaskingFacts } from './facts.ts'
import { images, notExamined, type MaskingSignal } from './signal.ts'

/** Chance below which the excess of one side is not taken for luck. */
const significance = 0.01

/** A white-box attack of fewer steps may lose to a black-box one on any network. */
const fewestSteps = 10

interface Contest {
  readonly whiteBox: readonly AttackFacts[]
  readonly blackBox: readonly AttackFacts[]
  readonly count: number
  /** Images right when clean that only one side fools. */
  readonly onlyBlackBox: number
  readonly onlyWhiteBox: number
  readonly p: number
}

/**
 * Whether attacks that see only answers fool more than attacks that see gradients, inside one ball:
 * the images fooled by black-box attacks alone outnumber the others by McNemar's exact test.
 * Several balls are judged apart, and in each attacks on the whole subset apart from those that an
 * examination ran on a part of it. A contest that is won is told before others, then the one of most
 * images, then the most uneven.
 */
export function blackBoxWins(facts: MaskingFacts): MaskingSignal {
  const balls = [...new Set(facts.attacks.map(({ ball }) => ball))]
  const contests = balls.flatMap((ball) => contestsIn(ball, facts))
  if (contests.length === 0) {
    const needs = `a black-box attack and a gradient attack of ${fewestSteps} steps or more`
    return notExamined('black-box-wins', `Not examined: it takes ${needs} at the same radius.`)
  }
  const [worst] = contests.toSorted(
    (a, b) => Number(isWon(b)) - Number(isWon(a)) || b.count - a.count || excess(b) - excess(a),
  )
  const { count, onlyBlackBox, onlyWhiteBox, p } = worst
  const [black, white] = [namesOf(worst.blackBox), namesOf(worst.whiteBox)]
  return {
    signal: 'black-box-wins',
    fires: isWon(worst),
    counts: { images: count, onlyBlackBox, onlyWhiteBox, p },
    text:
      `Of ${images(count)}, ${onlyBlackBox} are fooled by ${black} alone and ${onlyWhiteBox} by ` +
      `${white} alone (McNemar, p ${p < 0.0001 ? '< 0.0001' : `= ${p.toFixed(4)}`}).`,
  }
}

function contestsIn(ball: string, facts: MaskingFacts): Contest[] {
  const inside = facts.attacks.filter((attack) => attack.ball === ball && isFit(attack))
  const whole = inside.filter(({ prediction }) => prediction.length === facts.labels.length)
  // A weak attack on all images must not hide what a stronger one does on the first of them.
  const groups = whole.length < inside.length ? [whole, inside] : [whole]
  return groups.flatMap((attacks) => contestOf(attacks, facts) ?? [])
}

function contestOf(
  attacks: readonly AttackFacts[],
  { labels, clean }: MaskingFacts,
): Contest | null {
  const side = (access: Access) => attacks.filter((attack) => attack.access === access)
  const [whiteBox, blackBox] = [side('white-box'), side('black-box')]
  if (whiteBox.length === 0 || blackBox.length === 0) return null
  const count = Math.min(...[...whiteBox, ...blackBox].map(({ prediction }) => prediction.length))
  const fools = (attacks: readonly AttackFacts[], i: number) =>
    attacks.some(({ prediction }) => prediction[i] !== labels[i])
  const right = Array.from({ length: count }, (_, i) => i).filter((i) => clean[i] === labels[i])
  const only = (these: readonly AttackFacts[], those: readonly AttackFacts[]) =>
    right.filter((i) => fools(these, i) && !fools(those, i)).length
  const [onlyBlackBox, onlyWhiteBox] = [only(blackBox, whiteBox), only(whiteBox, blackBox)]
  const p = mcnemar(onlyBlackBox, onlyWhiteBox)
  return { whiteBox, blackBox, count, onlyBlackBox, onlyWhiteBox, p }
}

function isFit({ access, steps }: AttackFacts): boolean {
  return access === 'black-box' || steps >= fewestSteps
}

function isWon(contest: Contest): boolean {
  return excess(contest) > 0 && contest.p < significance
}

const excess = ({ onlyBlackBox, onlyWhiteBox }: Contest) => onlyBlackBox - onlyWhiteBox

/** Two that differ in a step size alone have one name, and are said once. */
function namesOf(attacks: readonly AttackFacts[]): string {
  return [...new Set(attacks.map(({ name }) => name))].join(' or ')
}
