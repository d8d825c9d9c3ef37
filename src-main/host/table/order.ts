import type { TableRequest } from '#contract'
import type { GroupRow } from '#store'
import type { Desk } from '../desk.ts'
import { readRequest, type Asked } from './request.ts'

/** The rows of a table in order, before any of them is looked at. */
export interface Order extends Asked {
  /** The moment it was asked for. */
  readonly now: number
  /** Numbers of runs; of a grouped table none. */
  readonly numbers: readonly number[]
  readonly groups: readonly GroupRow[] | null
}

type Request = Pick<TableRequest, 'where' | 'sort' | 'columns' | 'grouped'>

interface Kept {
  readonly key: string
  readonly version: number
  readonly order: Order
}

/**
 * Puts the matching runs in order. Who scrolls asks for one order again and again: the last few are
 * kept until something is written.
 */
export function createOrders(desk: Desk): (request: Request) => Order {
  let kept: readonly Kept[] = []
  return (request) => {
    const { where, sort, grouped, columns } = request
    const key = JSON.stringify([where, sort, grouped, columns])
    const version = desk.store.listing.version()
    const known = kept.find((one) => one.key === key && one.version === version)
    if (known) return known.order
    const order = makeOrder(desk, request)
    kept = [{ key, version, order }, ...kept.filter((one) => one.version === version)].slice(0, 4)
    return order
  }
}

function makeOrder({ store, clock }: Desk, request: Request): Order {
  const asked = readRequest(store, request)
  const now = clock.now()
  const { query, sort } = asked
  if (request.grouped !== true) {
    return { ...asked, now, numbers: store.listing.ordered(query, sort, now), groups: null }
  }
  return { ...asked, now, numbers: [], groups: store.listing.groups(query, sort, now) }
}
