import type { ImageShape } from '../dataset.ts'

/** Images `[count, height, width, channel]` as bytes, and a label for each. */
export interface Part {
  readonly images: Uint8Array
  readonly labels: Uint8Array
}

/** What a reader found in a source. */
export interface Found {
  readonly shape: ImageShape
  readonly classes: readonly string[]
  /** All examples, or those of train and those of test where the source tells them apart. */
  readonly parts: readonly [Part] | readonly [train: Part, test: Part]
  /** What was done to the pixels or chosen among the labels: kept with the dataset. */
  readonly options?: Readonly<Record<string, string | number | boolean>>
}

/** Classes of labels that have no names: their numbers, up to the highest there is. */
export function numberedClasses(...parts: readonly Pick<Part, 'labels'>[]): string[] {
  const highest = parts.reduce(
    (most, { labels }) => labels.reduce((high, label) => Math.max(high, label), most),
    0,
  )
  return Array.from({ length: highest + 1 }, (_, label) => String(label))
}
