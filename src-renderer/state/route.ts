import type { ComparisonView } from '#contract'
import { formatView, parseView } from './comparison-address.ts'

/** A screen and what it shows. */
export type Route =
  | { readonly screen: 'home' }
  /** Without an id the list of curricula. */
  | { readonly screen: 'curriculum'; readonly id: string | null }
  /** `query` is what the laboratory is set to, as it reads it itself. */
  | { readonly screen: 'laboratory'; readonly query: string }
  | { readonly screen: 'runs' }
  /** `part` is the id of what is looked at first on its page. */
  | { readonly screen: 'run'; readonly id: string; readonly part?: string }
  /** Without a view the plain one. */
  | {
      readonly screen: 'comparison'
      readonly runs: readonly string[]
      readonly view?: ComparisonView
    }
  /** Without an id the list of figures; `draft` is the JSON of one that is not saved yet. */
  | { readonly screen: 'figures'; readonly id: string | null; readonly draft?: string }
  /** Without an id the list of reports. */
  | { readonly screen: 'report'; readonly id: string | null }
  | { readonly screen: 'theory' }
  | { readonly screen: 'queue' }
  /** Without a topic the beginning; a screen's name leads to what is said of it. */
  | { readonly screen: 'help'; readonly topic: string | null }
  | { readonly screen: 'settings' }

/**
 * A route from a location's hash. Routes begin with `#/`; any other hash (the token of the first
 * start is `#t=…`) is nobody's business here and means home.
 */
export function parseRoute(hash: string): Route {
  if (!hash.startsWith('#/')) return { screen: 'home' }
  const [path = '', query = ''] = hash.slice(2).split('?')
  const [screen, id] = path.split('/').map(decode)
  switch (screen) {
    case 'curricula':
      return { screen: 'curriculum', id: id || null }
    case 'laboratory':
      return { screen: 'laboratory', query }
    case 'runs':
      return id ? { screen: 'run', id, ...partIn(query) } : { screen: 'runs' }
    case 'compare': {
      const said = new URLSearchParams(query)
      const view = parseView(said)
      const isPlain = formatView(view) === ''
      return { screen: 'comparison', runs: listed(said.get('runs')), ...(isPlain ? {} : { view }) }
    }
    case 'figures':
      return figureIn(id, query)
    case 'reports':
      return { screen: 'report', id: id || null }
    case 'theory':
      return { screen: 'theory' }
    case 'queue':
      return { screen: 'queue' }
    case 'help':
      return { screen: 'help', topic: id || null }
    case 'settings':
      return { screen: 'settings' }
    default:
      return { screen: 'home' }
  }
}

/** The hash of a route; `parseRoute` reads it back. */
export function formatRoute(route: Route): string {
  switch (route.screen) {
    case 'home':
      return '#/'
    case 'curriculum':
      return route.id === null ? '#/curricula' : `#/curricula/${encodeURIComponent(route.id)}`
    case 'laboratory':
      return route.query === '' ? '#/laboratory' : `#/laboratory?${route.query}`
    case 'runs':
      return '#/runs'
    case 'run':
      return `#/runs/${encodeURIComponent(route.id)}${route.part ? `?part=${encodeURIComponent(route.part)}` : ''}`
    case 'comparison':
      return comparisonHash(route.runs, route.view && formatView(route.view))
    case 'figures':
      if (route.draft !== undefined) return `#/figures/new?spec=${encodeURIComponent(route.draft)}`
      return route.id === null ? '#/figures' : `#/figures/${encodeURIComponent(route.id)}`
    case 'report':
      return route.id === null ? '#/reports' : `#/reports/${encodeURIComponent(route.id)}`
    case 'theory':
      return '#/theory'
    case 'queue':
      return '#/queue'
    case 'help':
      return route.topic === null ? '#/help' : `#/help/${encodeURIComponent(route.topic)}`
    case 'settings':
      return '#/settings'
  }
}

/** A saved figure's id is never "new", which stands for one that its address describes. */
function figureIn(id: string | undefined, query: string): Route {
  const draft = new URLSearchParams(query).get('spec')
  if (id === 'new' && draft !== null) return { screen: 'figures', id: null, draft }
  return { screen: 'figures', id: id || null }
}

function comparisonHash(runs: readonly string[], view: string | undefined): string {
  if (runs.length === 0) return '#/compare'
  return `#/compare?runs=${runs.map(encodeURIComponent).join(',')}${view ? `&${view}` : ''}`
}

function partIn(query: string): { part?: string } {
  const part = new URLSearchParams(query).get('part')
  return part ? { part } : {}
}

function listed(text: string | null): string[] {
  return (text ?? '').split(',').filter((part) => part !== '')
}

/** A part of a path; one that is wrongly encoded is taken as it stands. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
