/** The signals of a masking verdict, in the order they are shown. Names reach scripts: add only. */
export const maskingSignals = [
  'black-box-wins',
  'zero-gradient',
  'huge-radius',
  'loss-plateau',
  'probability-output',
  'quantised-output',
] as const
export type SignalName = (typeof maskingSignals)[number]

/** One sign of gradient masking, with the numbers it was judged by. */
export interface MaskingSignal {
  readonly signal: SignalName
  /** Null where what it needs was not evaluated. */
  readonly fires: boolean | null
  /** Counts of images, or of values where the name says so. */
  readonly counts: Readonly<Record<string, number>>
  readonly text: string
}

/** A sound network may show a sign on this share of the examined images, and no more. */
export const tolerated = 0.05

export function notExamined(signal: SignalName, text: string): MaskingSignal {
  return { signal, fires: null, counts: {}, text }
}

/** "1 image", "3 images". */
export function images(count: number): string {
  return `${count} image${count === 1 ? '' : 's'}`
}
