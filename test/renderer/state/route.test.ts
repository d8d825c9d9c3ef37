// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatRoute, parseRoute, type Route } from '../../../src-renderer/state/index.ts'

const id = fc.string({ minLength: 1 }).filter((text) => !text.includes(','))
const route: fc.Arbitrary<Route> = fc.oneof(
  fc.constant<Route>({ screen: 'home' }),
  fc.constant<Route>({ screen: 'runs' }),
  fc.constant<Route>({ screen: 'theory' }),
  fc.constant<Route>({ screen: 'figures', id: null }),
  id.map((text): Route => ({ screen: 'figures', id: text })),
  fc.string().map((draft): Route => ({ screen: 'figures', id: null, draft })),
  fc.constant<Route>({ screen: 'settings' }),
  fc.constant<Route>({ screen: 'queue' }),
  fc.constant<Route>({ screen: 'help', topic: null }),
  id.map((text): Route => ({ screen: 'help', topic: text })),
  fc.constant<Route>({ screen: 'curriculum', id: null }),
  id.map((text): Route => ({ screen: 'curriculum', id: text })),
  id.map((text): Route => ({ screen: 'run', id: text })),
  fc.tuple(id, id).map(([run, part]): Route => ({ screen: 'run', id: run, part })),
  fc.dictionary(id, fc.string()).map((asked): Route => ({
    screen: 'laboratory',
    query: new URLSearchParams(asked).toString(),
  })),
  fc.array(fc.uuid()).map((runs): Route => ({ screen: 'comparison', runs })),
)

describe('state/route', () => {
  it('reads back every route it writes', () => {
    fc.assert(
      fc.property(route, (one) => {
        expect(parseRoute(formatRoute(one))).toEqual(one)
      }),
    )
  })

  it.each(['', '#', '#t=secret', '#/', '#/nowhere', 'runs'])('takes %j for home', (hash) => {
    expect(parseRoute(hash)).toEqual({ screen: 'home' })
  })

  it('takes a wrongly encoded id as it stands', () => {
    expect(parseRoute('#/runs/%E0%A4%A')).toEqual({ screen: 'run', id: '%E0%A4%A' })
  })
})
