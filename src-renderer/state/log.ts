import type { LogLine } from '#contract'

const keptLines = 2000

/** What was known without what a worker told of steps after `truncatedAfter`, and the new lines: the newest of them. */
export function extendLog(
  known: readonly LogLine[],
  lines: readonly LogLine[],
  truncatedAfter: number | null,
): readonly LogLine[] {
  const isVoid = ({ source, step }: LogLine): boolean =>
    truncatedAfter !== null && source === 'worker' && step > truncatedAfter
  return [...known.filter((line) => !isVoid(line)), ...lines].slice(-keptLines)
}
