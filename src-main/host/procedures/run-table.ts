import type { ContractRouterClient } from '@orpc/contract'
import type { ExportFormat, tableCalls, TableRequest } from '#contract'
import { CuspError } from '#errors'
import { formatMeasure, type SortField } from '#query'
import type { RunRow } from '#store'
import type { Desk } from '../desk.ts'
import {
  cellOf,
  createOrders,
  formatTable,
  knownMeasures,
  membersOf,
  pageOf,
  type Order,
} from '../table/index.ts'

type Calls = ContractRouterClient<typeof tableCalls>
type TextRequest = Parameters<Calls['text']>[0]

/** More rows than anyone pastes; a whole folder leaves Cusp by its exports. */
const mostTextRows = 20_000

/** The list of runs, a window at a time. */
export function createRunTable(desk: Desk) {
  const { store } = desk
  const orderOf = createOrders(desk)
  return {
    page: (request: TableRequest) => pageOf(desk, orderOf(request), request),
    ids: (request: TableRequest) => ({ runs: idsOf(desk, orderOf(request)) }),
    vocabulary: () => ({ measures: knownMeasures(store), values: valuesOf(desk) }),
    text: (request: TextRequest) => textOf(desk, orderOf(request), request),
  }
}

function idsOf({ store }: Desk, order: Order): string[] {
  const { groups, numbers, query, now } = order
  const all = groups
    ? store.listing.members(
        query,
        groups.map(({ key }) => key),
        now,
      )
    : numbers.map((number) => ({ number }))
  return store.listing.ids(all.map(({ number }) => number))
}

function valuesOf({ store }: Desk): Record<string, string[]> {
  const { listing, labels } = store
  const all = labels.list()
  const named = (kind: string) => all.filter((one) => one.kind === kind).map(({ name }) => name)
  const states = ['queued', 'running', 'paused', 'finished', 'failed', 'cancelled', 'interrupted']
  return {
    state: states,
    name: listing.texts('name'),
    curriculum: listing.texts('curriculum'),
    model: listing.texts('architecture'),
    loss: listing.texts('loss'),
    group: listing.texts('run_group'),
    study: listing.texts('study'),
    tag: named('tag'),
    collection: named('collection'),
  }
}

const texts: Readonly<Record<SortField, (run: RunRow) => string>> = {
  name: (run) => run.name,
  state: (run) => run.state,
  curriculum: (run) => run.curriculum,
  model: (run) => run.architecture,
  objective: (run) => run.loss,
  group: (run) => run.group ?? '',
  study: (run) => run.study ?? '',
  seed: (run) => String(run.seed),
  progress: (run) => `${run.step}/${run.totalSteps}`,
  time: (run) => `${Math.round(run.activeMs / 1000)} s`,
  made: (run) => new Date(run.createdAt).toISOString(),
  ended: (run) => (run.finishedAt === null ? '' : new Date(run.finishedAt).toISOString()),
}

function textOf(desk: Desk, order: Order, request: TextRequest): { text: string; rows: number } {
  const { columns, groups } = order
  const { fields = ['name'], format } = request
  const chosen = request.runs && new Set(request.runs)
  const rows = rowsOf(desk, order)
    .map((runs) => (chosen ? runs.filter(({ id }) => chosen.has(id)) : runs))
    .filter((runs) => runs.length > 0)
  const table = {
    fields,
    measures: columns.map(formatMeasure),
    grouped: groups !== null,
    rows: rows.map((runs) => ({
      fields: fields.map((field) => fieldText(field, runs)),
      cells: columns.map((measure) => cellOf(desk, runs, measure)),
    })),
  }
  return { text: formatTable(table, format satisfies ExportFormat), rows: rows.length }
}

/** Of a group, each text that its runs have, once. */
function fieldText(field: SortField, runs: readonly RunRow[]): string {
  return [...new Set(runs.map(texts[field]))].join(' ')
}

function rowsOf(desk: Desk, order: Order): RunRow[][] {
  const { groups, numbers } = order
  const count = groups?.length ?? numbers.length
  if (count > mostTextRows) {
    const message = `The table has ${count} rows; at most ${mostTextRows} are written as text: narrow the filter.`
    throw new CuspError('input.invalid', message, { place: 'where' })
  }
  if (!groups) return desk.store.listing.rows(numbers).map((run) => [run])
  const keys = groups.map(({ key }) => key)
  const members = membersOf(desk, order, keys)
  return keys.map((key) => members.get(key) ?? [])
}
