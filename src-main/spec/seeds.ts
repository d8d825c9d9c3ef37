import { CuspError } from '#errors'

const most = 1000

/**
 * Seeds as people write them: `0-2,5` is 0, 1, 2, 5; repeats count once.
 * @throws CuspError `input.invalid`, naming the part that cannot be read.
 */
export function parseSeeds(text: string): number[] {
  const seeds = new Set<number>()
  for (const part of text.split(',')) {
    const match = /^\s*(\d{1,15})(?:\s*-\s*(\d{1,15}))?\s*$/.exec(part)
    if (!match) throw refusal(text, `"${part}" is not a seed or a range; write 0-2,5`)
    const from = Number(match[1])
    const to = match[2] === undefined ? from : Number(match[2])
    if (to < from) throw refusal(text, `${from}-${to} runs backwards; did you mean ${to}-${from}?`)
    if (seeds.size + to - from >= most) throw refusal(text, `at most ${most} seeds are taken`)
    for (let seed = from; seed <= to; seed++) seeds.add(seed)
  }
  return [...seeds]
}

function refusal(text: string, problem: string): CuspError {
  return new CuspError('input.invalid', `seeds "${text}": ${problem}`, { place: 'seeds' })
}
