/**
 * How well a text fits what was typed; null where a typed letter is missing. The letters must appear in
 * their order; whole words and beginnings of words count for more, a shorter text for more than a longer.
 */
export function fit(text: string, typed: string): number | null {
  const within = text.toLowerCase()
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  let score = 0
  for (const word of words) {
    const found = fitWord(within, word)
    if (found === null) return null
    score += found
  }
  return score - text.length / 1000
}

function fitWord(text: string, word: string): number | null {
  const at = text.indexOf(word)
  if (at >= 0) return word.length * (isBoundary(text, at) ? 4 : 2)
  let from = 0
  let score = 0
  for (const letter of word) {
    const next = text.indexOf(letter, from)
    if (next < 0) return null
    score += isBoundary(text, next) ? 1 : 0.2
    from = next + 1
  }
  return score
}

function isBoundary(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))
}

/** Those that fit, best first; all of them, in their order, where nothing was typed. */
export function search<Found>(
  all: readonly Found[],
  typed: string,
  textOf: (each: Found) => string,
): Found[] {
  return all
    .flatMap((each) => {
      const score = fit(textOf(each), typed)
      return score === null ? [] : [{ each, score }]
    })
    .sort((a, b) => (typed.trim() === '' ? 0 : b.score - a.score))
    .map(({ each }) => each)
}
