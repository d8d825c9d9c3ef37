import type { PanelSpec } from '#contract'
import type { App } from '../../state/index.ts'

export type Kind = 'table' | 'runs' | 'comparison' | 'curriculum' | 'figure' | 'verdict'

/** What may be inserted, as the menu lists it. */
export const kinds: readonly {
  readonly id: Kind
  readonly label: string
  readonly hint: string
  /** Whether a panel takes several, and how many at least. */
  readonly many: boolean
  readonly least: number
  /** What would fill the list where there is nothing to choose. */
  readonly empty: string
}[] = [
  {
    ...{ id: 'table', label: 'Table of runs', hint: 'accuracies, mean ± sd over seeds' },
    ...{ many: true, least: 1, empty: 'No run is finished yet; a table shows what runs scored.' },
  },
  {
    ...{ id: 'runs', label: 'Comparison of runs', hint: 'results, and what differs' },
    ...{ many: true, least: 2, empty: 'No run is finished yet; a comparison takes two.' },
  },
  {
    ...{ id: 'comparison', label: 'Saved comparison', hint: 'with its baseline' },
    ...{ many: false, least: 1, empty: 'No comparison is saved yet: Compare has "Save…".' },
  },
  {
    ...{ id: 'curriculum', label: 'Curricula of runs', hint: 'their lanes, drawn' },
    ...{ many: true, least: 1, empty: 'There is no run yet.' },
  },
  {
    ...{ id: 'figure', label: 'Saved figure', hint: 'drawn anew from its runs' },
    ...{ many: false, least: 1, empty: 'No figure is saved yet.' },
  },
  {
    ...{ id: 'verdict', label: 'Verdict of a study', hint: 'claim, tests and outcome' },
    ...{ many: false, least: 1, empty: 'No study with finished runs is in this data folder.' },
  },
]

/** Something a panel can be made of. */
export interface Entry {
  readonly id: string
  readonly label: string
  readonly hint: string
}

/** Whether a panel of that kind is made of runs, of which there may be thousands. */
export const isOfRuns = (kind: Kind | null): boolean =>
  kind === 'table' || kind === 'runs' || kind === 'curriculum'

/** Newest runs that are offered of those that match. */
const mostRuns = 200

/**
 * What there is for a panel of that kind.
 * @param where which runs, as the list of runs is asked.
 */
export async function entriesFor({ host }: App, kind: Kind, where = ''): Promise<Entry[]> {
  switch (kind) {
    case 'table':
    case 'runs':
    case 'curriculum': {
      const { rows } = await host.table.page({ where, limit: mostRuns })
      return rows
        .map(({ run }) => run)
        .filter(({ state }) => kind === 'curriculum' || state === 'finished')
        .map(({ id, name, seed }) => ({ id, label: name, hint: `seed ${seed} · ${id}` }))
    }
    case 'comparison': {
      const saved = await host.comparisons.list()
      return saved.map(({ id, name, runs }) => ({ id, label: name, hint: `${runs.length} runs` }))
    }
    case 'figure': {
      const figures = await host.figures.list()
      return figures.map(({ id, name, runs }) => ({ id, label: name, hint: `${runs.length} runs` }))
    }
    case 'verdict': {
      const studies = await host.studies.finished()
      return studies
        .filter(({ runs }) => runs.length > 0)
        .map(({ name, title, runs }) => ({ id: name, label: title, hint: `${runs.length} runs` }))
    }
  }
}

export function specFor(kind: Kind, chosen: readonly string[]): PanelSpec {
  const [first = ''] = chosen
  switch (kind) {
    case 'table':
      return { panel: 'table', runs: [...chosen], metrics: ['clean', 'adversarial', 'spatial'] }
    case 'runs':
      return { panel: 'comparison', runs: [...chosen] }
    case 'comparison':
      return { panel: 'comparison', comparison: first }
    case 'curriculum':
      return { panel: 'curriculum', runs: [...chosen] }
    case 'figure':
      return { panel: 'figure', figure: first }
    case 'verdict':
      return { panel: 'verdict', study: first, size: 'digits' }
  }
}
