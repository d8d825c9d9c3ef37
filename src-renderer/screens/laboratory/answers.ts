import type { Look } from '#contract'

/** Probabilities of a row of logits. */
export function softmax(logits: readonly number[]): number[] {
  const top = Math.max(...logits)
  const raised = logits.map((logit) => Math.exp(logit - top))
  const sum = raised.reduce((total, value) => total + value, 0)
  return raised.map((value) => value / sum)
}

/** Logit of the label minus the best other: negative where the network errs. */
export function marginOf(logits: readonly number[], label: number): number {
  const others = logits.filter((_, i) => i !== label)
  return (logits[label] ?? NaN) - Math.max(...others)
}

export function predictionOf(logits: readonly number[]): number {
  return logits.indexOf(Math.max(...logits))
}

/** One class with its probability before and after. */
export interface Bar {
  readonly label: number
  readonly before: number
  readonly after: number
}

const mostBars = 10

/** Classes to show, in their order: all of ten, else the likeliest before or after. */
export function barsOf({ logits }: Pick<Look, 'logits'>): Bar[] {
  const [before, after] = [softmax(logits.clean), softmax(logits.perturbed)]
  const bars = before.map((value, label) => ({ label, before: value, after: after[label] ?? 0 }))
  if (bars.length <= mostBars) return bars
  const weight = (bar: Bar): number => Math.max(bar.before, bar.after)
  return bars.toSorted((a, b) => weight(b) - weight(a)).slice(0, mostBars)
}
