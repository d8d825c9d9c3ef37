import { widthOf, type Weight } from './lettering.ts'

/** Words in lines no wider than `width`; one word that is wider has a line of its own. */
export function wrap(
  words: string,
  width: number,
  size: number,
  weight: Weight = 'regular',
): string[] {
  const lines: string[] = []
  for (const word of words.split(/\s+/).filter((one) => one !== '')) {
    const last = lines.at(-1)
    const longer = last === undefined ? word : `${last} ${word}`
    if (last === undefined || widthOf(longer, size, weight) > width) lines.push(word)
    else lines[lines.length - 1] = longer
  }
  return lines
}
