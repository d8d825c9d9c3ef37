import { MediaQuery } from 'svelte/reactivity'
import { Kept } from './kept.svelte.ts'

const themeChoices = ['system', 'light', 'dark'] as const
export type ThemeChoice = (typeof themeChoices)[number]

/** Light, dark, or as the system says. */
export class Theme {
  readonly #choice = new Kept<ThemeChoice>('theme', 'system', (stored) =>
    themeChoices.find((choice) => choice === stored),
  )
  readonly #systemIsDark = new MediaQuery('prefers-color-scheme: dark')

  get choice(): ThemeChoice {
    return this.#choice.value
  }

  set choice(next: ThemeChoice) {
    this.#choice.value = next
  }

  /** What is drawn. */
  get shown(): 'light' | 'dark' {
    if (this.choice !== 'system') return this.choice
    return this.#systemIsDark.current ? 'dark' : 'light'
  }
}
