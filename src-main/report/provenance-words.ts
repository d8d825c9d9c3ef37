import type { Provenance } from './content.ts'

/** A moment in words that are the same on every machine: "2026-11-30 02:21 UTC". */
export function momentWords(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

/** Letters of a hash that tell two apart. */
export const shortHash = (hash: string): string => hash.slice(0, 12)

/** Runs named before the rest is counted. */
const mostNamed = 6

/** Where numbers come from, but for the runs, which a reader wants as links. */
export function provenanceFacts(provenance: Provenance, frozenAt: number | null): string[] {
  const { version, datasets, protocols, drawnAt } = provenance
  const data = datasets.length === 0 ? [] : [`data ${datasets.map(shortHash).join(', ')}`]
  const when =
    frozenAt === null ? `drawn ${momentWords(drawnAt)}` : `frozen ${momentWords(frozenAt)}`
  return [...protocols, ...data, `Cusp ${version}`, when]
}

/** All of it as one line of text. */
export function provenanceLine(provenance: Provenance, frozenAt: number | null): string {
  const { runs } = provenance
  const named = runs.slice(0, mostNamed).map(({ id }) => id)
  const rest = runs.length - named.length
  const ids = [...named, ...(rest > 0 ? [`${rest} more`] : [])].join(', ')
  const who = runs.length === 0 ? [] : [`${runs.length === 1 ? 'run' : 'runs'} ${ids}`]
  return [...who, ...provenanceFacts(provenance, frozenAt)].join(' · ')
}
