/** Beyond these no bundle of ours comes; a file that claims more is damaged or hostile. */
export const mostItems = 10_000
export const mostRuns = 2_000
export const mostManifestBytes = 8 * 2 ** 20
/** Of a JSON document, and of the arrays of a run's evaluations. */
export const mostDocumentBytes = 256 * 2 ** 20
export const mostArrayBytes = 2 ** 30
/** A zip without 64-bit sizes, as ours are, holds no larger file. */
export const mostFileBytes = 2 ** 32 - 2
/** Levels of arrays and objects in one another; our documents have about ten. */
export const mostDepth = 64

/** What may be inflated whatever its ratio: a series of zeros deflates a thousandfold. */
const freeBytes = 16 * 2 ** 20
const mostRatio = 200

/** The most bytes that so many compressed ones may become: a bomb is refused before it unfolds. */
export function inflatedLimit(compressed: number): number {
  return Math.max(freeBytes, mostRatio * compressed)
}
