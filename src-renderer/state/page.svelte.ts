import type { Snippet } from 'svelte'

export interface Crumb {
  readonly label: string
  readonly href?: string
}

/** What the top bar says of the screen below it. */
export interface PageSpec {
  readonly crumbs: readonly Crumb[]
  /** At the right of the crumbs, in a few words. */
  readonly note?: string
  /** The buttons at the right end of the bar. */
  readonly actions?: Snippet
}

/** The bar's contents, set by whichever screen is open. */
export class Page {
  #spec = $state.raw<PageSpec>({ crumbs: [] })

  get spec(): PageSpec {
    return this.#spec
  }

  show(spec: PageSpec): void {
    this.#spec = spec
  }
}
