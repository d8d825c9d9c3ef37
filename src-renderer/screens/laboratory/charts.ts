import { formatEpsilon, wilson, type CurvePoint, type CurveRequest, type Turn } from '#contract'
import type { CurveSpec, LineChartSpec } from '../../charts/index.ts'
import { accuracyAxis } from '../../run/index.ts'
import { marginOf, predictionOf } from './answers.ts'

/** A minus sign that is as wide as a plus. */
const signed = (text: string): string => text.replace('-', '−')
const plain = (value: number): string => signed(String(Number(value.toPrecision(3))))

/** Loss along an attack, a line for each restart; the one that ends highest is the one kept. */
export function traceChart(lines: readonly (readonly number[])[]): LineChartSpec {
  const ends = lines.map((line) => line.at(-1) ?? -Infinity)
  const kept = ends.indexOf(Math.max(...ends))
  const curves = lines.map((line, i): CurveSpec => {
    const isKept = i === kept
    return {
      id: `restart-${i}`,
      label: `${lines.length === 1 ? 'loss' : `restart ${i + 1}`}${isKept && lines.length > 1 ? ', kept' : ''}`,
      colour: isKept ? 'adversarial' : 'soft',
      ...(!isKept && { dash: [2 + 2 * (i % 3), 3] }),
      points: line.map((y, x) => ({ x, y })),
    }
  })
  const longest = Math.max(1, ...lines.map((line) => line.length - 1))
  return {
    x: { label: 'attack step', min: 0, max: longest, format: plain },
    y: { label: 'loss of the label', min: 0, format: plain },
    curves,
  }
}

/** What a trace says, in a sentence. */
export function describeTrace(lines: readonly (readonly number[])[]): string {
  const [first] = lines
  if (!first) return 'This attack takes no steps.'
  const ends = lines.map((line) => line.at(-1) ?? 0)
  const [low, high] = [Math.min(...ends), Math.max(...ends)]
  const start = `The loss begins at ${plain(first[0] ?? 0)}`
  return lines.length === 1
    ? `${start} and ends at ${plain(high)}.`
    : `${start}; ${lines.length} restarts end between ${plain(low)} and ${plain(high)}.`
}

type Over = CurveRequest['over']

const axes = {
  epsilon: { label: 'perturbation radius ε', format: formatEpsilon },
  steps: { label: 'attack steps', format: plain },
} as const

/** Points whose images are all counted, in rising order of what was varied. */
export function wholePoints(points: readonly CurvePoint[]): CurvePoint[] {
  return points.filter(({ isWhole }) => isWhole).toSorted((a, b) => a.value - b.value)
}

/** Accuracy of the open subset with Wilson intervals, and a mark where it rises. */
export function curveChart(points: readonly CurvePoint[], over: Over): LineChartSpec {
  const whole = wholePoints(points)
  const rises = risesOf(whole)
  return {
    x: { ...axes[over], min: whole[0]?.value ?? 0, max: whole.at(-1)?.value ?? 1 },
    y: accuracyAxis,
    curves: [
      {
        ...{ id: 'accuracy', label: 'accuracy', colour: 'adversarial', dots: true },
        points: whole.map(({ value, correct, count }) => {
          const [low, high] = wilson(correct, count)
          return { x: value, y: correct / count, low, high }
        }),
      },
    ],
    marks: rises.slice(0, 1).map(({ to }) => ({ x: to, label: 'rises' })),
  }
}

export function describeCurve(points: readonly CurvePoint[], over: Over): string {
  const whole = wholePoints(points)
  const [first, last] = [whole[0], whole.at(-1)]
  if (!first || !last) return 'Nothing is measured yet.'
  const at = ({ value, correct, count }: CurvePoint): string =>
    `${correct} of ${count} right at ${axes[over].format(value)}`
  return `${axes[over].label}: ${at(first)}, ${at(last)}.`
}

export interface Rise {
  readonly from: number
  readonly to: number
  /** Images right at `to` and not at `from`, net. */
  readonly by: number
}

/** Where a stronger attack leaves more images right: the best below it against each value. */
export function risesOf(points: readonly CurvePoint[]): Rise[] {
  const rises: Rise[] = []
  let lowest: CurvePoint | undefined
  for (const point of points) {
    const by = lowest ? point.correct - lowest.correct : 0
    if (lowest && by > 0) rises.push({ from: lowest.value, to: point.value, by })
    if (!lowest || point.correct <= lowest.correct) lowest = point
  }
  return rises.sort((a, b) => b.by - a.by)
}

/** Whether accuracy falls as it should when an attack grows; one image may be chance. */
export function verdictOf(
  points: readonly CurvePoint[],
  over: Over,
): { readonly tone: 'good' | 'warn'; readonly text: string } | null {
  const whole = wholePoints(points)
  if (whole.length < 2) return null
  const noun = over === 'epsilon' ? 'ε grows' : 'steps are added'
  const [worst] = risesOf(whole)
  if (!worst) return { tone: 'good', text: `Accuracy never rises as ${noun}, as it should be.` }
  const { format } = axes[over]
  const place = `from ${format(worst.from)} to ${format(worst.to)}`
  const images = `${worst.by} ${worst.by === 1 ? 'image' : 'images'} of ${whole[0]?.count ?? 0}`
  const why =
    worst.by <= 1
      ? 'one may be chance'
      : 'a stronger attack should not do worse: too few steps or restarts, or masked gradients'
  return { tone: 'warn', text: `Accuracy rises by ${images} ${place}; ${why}.` }
}

const shownClasses = 4

/** Logits over a full turn: the label's and the strongest others. */
export function turnChart({ angles, logits, label, classes }: Turn): LineChartSpec {
  const highest = (which: number): number =>
    Math.max(...logits.map((row) => row[which] ?? -Infinity))
  const others = classes
    .map((_, which) => which)
    .filter((which) => which !== label)
    .toSorted((a, b) => highest(b) - highest(a))
    .slice(0, shownClasses - 1)
  const dashes = [
    [6, 3],
    [3, 3],
    [1, 3],
  ]
  const lineOf = (which: number, colour: CurveSpec['colour'], dash?: number[]): CurveSpec => ({
    id: `class-${which}`,
    label: `logit of ${classes[which] ?? which}`,
    colour,
    ...(dash && { dash }),
    points: angles.map((x, i) => ({ x, y: logits[i]?.[which] ?? NaN })),
  })
  return {
    x: {
      ...{ label: 'rotation, degrees', min: -180, max: 180, format: plain },
      ticks: [-180, -90, 0, 90, 180],
    },
    y: { label: 'logit', format: plain },
    curves: [
      lineOf(label, 'spatial'),
      ...others.map((which, i) => lineOf(which, 'soft', dashes[i])),
    ],
  }
}

/** How steady the answer is over a full turn, in a sentence. */
export function describeTurn({ angles, logits, label, classes }: Turn): string {
  const upright = logits[angles.indexOf(0)] ?? logits[0] ?? []
  const said = predictionOf(upright)
  const kept = logits.filter((row) => predictionOf(row) === said).length
  const margins = logits.map((row) => marginOf(row, label))
  const name = classes[said] ?? String(said)
  return (
    `It answers ${name} at ${kept} of ${angles.length} angles, as it does upright; the margin of the ` +
    `label goes from ${signed(Math.min(...margins).toFixed(2))} to ${signed(Math.max(...margins).toFixed(2))}.`
  )
}
