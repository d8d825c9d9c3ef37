/** Milliseconds of each round, by contender. */
export type Timings = Readonly<Record<string, readonly number[]>>

export interface RowResult {
  readonly row: string
  readonly timings: Timings
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** Images a second of `ours` over those of the best peer, round by round: [lowest, median, highest]. */
export function ratioToBestPeer(result: RowResult, ours: string): [number, number, number] | null {
  const peers = Object.keys(result.timings).filter((name) => name !== ours)
  if (peers.length === 0) return null
  const best = peers.reduce((a, b) =>
    median(result.timings[a]) <= median(result.timings[b]) ? a : b,
  )
  const ratios = result.timings[best].map((ms, round) => ms / result.timings[ours][round])
  return [Math.min(...ratios), median(ratios), Math.max(...ratios)]
}

/** The results as a Markdown table: medians in ms, then the ratio with its spread. */
export function tableOf(results: readonly RowResult[], ours: string): string {
  const names = [...new Set(results.flatMap(({ timings }) => Object.keys(timings)))]
  const head = ['row (ms)', ...names, 'ours ÷ best peer']
  const lines = results.map((result) => {
    const ratio = ratioToBestPeer(result, ours)
    const cells = names.map((name) =>
      name in result.timings ? median(result.timings[name]).toFixed(1) : '–',
    )
    const last = ratio
      ? `${ratio[1].toFixed(2)}× (${ratio[0].toFixed(2)}–${ratio[2].toFixed(2)})`
      : '–'
    return [result.row, ...cells, last]
  })
  const format = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [format(head), format(head.map(() => '---')), ...lines.map(format)].join('\n')
}
