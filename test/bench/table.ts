import type { Cell, Outcome } from './cell.ts'
import { ours } from './entrants.ts'

type Timed = Extract<Outcome, { kind: 'timed' }>

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** Speed of ours over the best peer's, round by round: lowest, median, highest. */
interface Ratio {
  readonly peer: string
  readonly lowest: number
  readonly median: number
  readonly highest: number
}

/** The best peer is the one with the lowest median; null without ours or without a peer. */
export function ratioToBestPeer({ outcomes }: Pick<Cell, 'outcomes'>): Ratio | null {
  const own = outcomes[ours]
  const peers = timedOf(outcomes).filter(([name]) => name !== ours)
  if (own?.kind !== 'timed' || peers.length === 0) return null
  const [peer, { ms }] = peers.reduce((a, b) => (median(a[1].ms) <= median(b[1].ms) ? a : b))
  const ratios = ms.map((each, round) => each / own.ms[round])
  const [lowest, highest] = [Math.min(...ratios), Math.max(...ratios)]
  return { peer, lowest, median: median(ratios), highest }
}

/**
 * The cells of one subject as a Markdown table: medians in ms, the ratio with its spread, peak
 * memory of ours and of the peer that needs least; below it, who was left out and why.
 */
export function tableOf(title: string, cells: readonly Cell[]): string {
  const names = [...new Set(cells.flatMap(({ outcomes }) => Object.keys(outcomes)))]
  const others = names.filter((name) => name !== ours)
  const peers = others.filter((name) => !isLibrary(name))
  // Whole evaluations have attack libraries alone beside them.
  const hasPeers = others.length > 0
  const head = ['ms per batch', ours, ...peers]
  if (hasPeers) head.push('attack libraries', 'ours ÷ best peer')
  head.push('estimate', hasPeers ? 'peak MB, ours / least' : 'peak MB')
  const lines = cells.map((cell) => {
    const { outcomes } = cell
    const times = [ours, ...peers].map((name) => msOf(outcomes[name]))
    return [
      cell.row,
      ...times,
      ...(hasPeers ? [librariesOf(outcomes), ratioText(cell)] : []),
      estimateText(cell),
      memoryText(outcomes),
    ]
  })
  const line = (row: readonly string[]): string => `| ${row.join(' | ')} |`
  const rule = head.map((_, i) => (i === 0 ? '---' : '---:'))
  return [`**${title}**`, '', ...[head, rule, ...lines].map(line), ...leftOut(cells)].join('\n')
}

function isLibrary(name: string): boolean {
  return ['torchattacks', 'foolbox', 'art', 'torchvision'].includes(name)
}

function timedOf(outcomes: Cell['outcomes']): [string, Timed][] {
  return Object.entries(outcomes).filter((entry): entry is [string, Timed] => {
    return entry[1].kind === 'timed'
  })
}

function msOf(outcome: Outcome | undefined): string {
  if (outcome?.kind !== 'timed') return '–'
  const ms = median(outcome.ms)
  return ms.toFixed(ms < 100 ? 1 : 0)
}

function librariesOf(outcomes: Cell['outcomes']): string {
  const found = timedOf(outcomes).filter(([name]) => isLibrary(name))
  return found.map(([name, outcome]) => `${name} ${msOf(outcome)}`).join(', ') || '–'
}

function ratioText(cell: Cell): string {
  const ratio = ratioToBestPeer(cell)
  if (!ratio) return '–'
  const [low, middle, high] = [ratio.lowest, ratio.median, ratio.highest].map((x) => x.toFixed(2))
  return `${middle}× (${low}–${high}) ${ratio.peer}`
}

/** What the cost estimate said, and by how much it was too high (+) or too low (−) in its rounds. */
function estimateText({ estimateMs, estimatedRowMs }: Cell): string {
  if (estimateMs === undefined || estimatedRowMs === undefined) return '–'
  const off = Math.round((estimateMs / estimatedRowMs - 1) * 100)
  return `${estimateMs.toFixed(estimateMs < 100 ? 1 : 0)} (${off < 0 ? '−' : '+'}${Math.abs(off)} %)`
}

function memoryText(outcomes: Cell['outcomes']): string {
  const megabytes = (isOurs: boolean): number[] =>
    timedOf(outcomes).flatMap(([name, { peakBytes }]) =>
      (name === ours) === isOurs && peakBytes !== undefined
        ? [Math.round(peakBytes / 2 ** 20)]
        : [],
    )
  const peers = megabytes(false)
  return [...megabytes(true), ...(peers.length > 0 ? [Math.min(...peers)] : [])].join(' / ') || '–'
}

function leftOut(cells: readonly Cell[]): string[] {
  const notes = cells.flatMap(({ row, outcomes }) =>
    Object.entries(outcomes).flatMap(([name, outcome]) =>
      outcome.kind === 'left-out' ? [`- ${name} at ${row}: ${outcome.reason}`] : [],
    ),
  )
  return notes.length > 0 ? ['', 'Left out:', '', ...notes] : []
}
