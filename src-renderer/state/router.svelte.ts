import { formatRoute, parseRoute, type Route } from './route.ts'

/** Which screen is shown; lives in the address, so that a reload and Back find it again. */
export class Router {
  #route = $state.raw<Route>({ screen: 'home' })
  readonly #window: Window

  constructor(window: Window) {
    this.#window = window
    this.#route = parseRoute(window.location.hash)
    window.addEventListener('hashchange', this.#follow)
  }

  get route(): Route {
    return this.#route
  }

  /** Whether a run's own screen is shown. */
  isAtRun(id: string): boolean {
    return this.#route.screen === 'run' && this.#route.id === id
  }

  /** The address of a route, for links. */
  href(route: Route): string {
    return formatRoute(route)
  }

  go(route: Route): void {
    this.#window.location.hash = formatRoute(route)
  }

  /** As `go`, without a new entry in the history. */
  replace(route: Route): void {
    this.#window.history.replaceState(null, '', formatRoute(route))
    this.#route = route
  }

  close(): void {
    this.#window.removeEventListener('hashchange', this.#follow)
  }

  readonly #follow = (): void => {
    this.#route = parseRoute(this.#window.location.hash)
  }
}
