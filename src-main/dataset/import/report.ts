import { createHash } from 'node:crypto'
import type { Found, Part } from '../formats/found.ts'
import type { DatasetReport } from '../stored/manifest.ts'

/** Parts and labels an image occurs with. */
interface Sighting {
  readonly parts: Set<number>
  readonly labels: Set<number>
}

/** What is worth knowing of a dataset before it is trusted: balance, repetitions, pixel statistics. */
export function reportOn({ shape, classes, parts }: Found): DatasetReport {
  const pixels = shape.height * shape.width * shape.channels
  const seen = new Map<string, Sighting>()
  const duplicates = parts.map((part, number) => countRepeated(part, number, pixels, seen))
  const names = parts.length === 2 ? (['train', 'test'] as const) : (['all'] as const)
  return {
    parts: parts.map(({ labels }, number) => ({
      part: names[number] ?? 'all',
      count: labels.length,
      classCounts: countLabels(labels, classes.length),
      duplicates: duplicates[number],
    })),
    between: parts.length === 2 ? countKnown(parts[1], pixels, seen) : 0,
    conflicting: [...seen.values()].filter(({ labels }) => labels.size > 1).length,
    channels: statistics(parts[0].images, shape.channels),
  }
}

function countRepeated(
  { images, labels }: Part,
  number: number,
  pixels: number,
  seen: Map<string, Sighting>,
): number {
  let repeated = 0
  labels.forEach((label, i) => {
    const key = keyOf(images, i, pixels)
    const sighting = seen.get(key) ?? { parts: new Set(), labels: new Set() }
    if (sighting.parts.has(number)) repeated++
    sighting.parts.add(number)
    sighting.labels.add(label)
    seen.set(key, sighting)
  })
  return repeated
}

/** Images of the test part that were seen in the train part. */
function countKnown({ images, labels }: Part, pixels: number, seen: Map<string, Sighting>): number {
  let known = 0
  for (let i = 0; i < labels.length; i++) {
    if (seen.get(keyOf(images, i, pixels))?.parts.has(0) === true) known++
  }
  return known
}

function keyOf(images: Uint8Array, i: number, pixels: number): string {
  const image = images.subarray(i * pixels, (i + 1) * pixels)
  return createHash('sha256').update(image).digest('base64')
}

function countLabels(labels: Uint8Array, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0)
  for (const label of labels) counts[label]++
  return counts
}

/** Mean and standard deviation of each channel in pixel scale, exact: bytes are counted, not summed. */
export function statistics(images: Uint8Array, channels: number): DatasetReport['channels'] {
  const histograms = Array.from({ length: channels }, () => new Float64Array(256))
  for (let i = 0; i < images.length; i++) histograms[i % channels][images[i]]++
  return histograms.map((histogram) => {
    const count = histogram.reduce((sum, n) => sum + n, 0)
    const mean = histogram.reduce((sum, n, byte) => sum + n * byte, 0) / count
    const variance = histogram.reduce((sum, n, byte) => sum + n * (byte - mean) ** 2, 0) / count
    return { mean: mean / 255, sd: Math.sqrt(variance) / 255 }
  })
}
