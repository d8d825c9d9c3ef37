/** Something that outlives the component that asked for it, and how to let go of it. */
export interface Lasting<Made> {
  readonly made: Made
  readonly close: () => void
}

/**
 * Makes something whose derived state is under an effect root of its own. Derived state that is made
 * while a component starts belongs to that component: once it is gone, the state stands still.
 */
export function lasting<Made>(make: () => Made): Lasting<Made> {
  const kept: Made[] = []
  const close = $effect.root(() => {
    kept.push(make())
  })
  return { made: kept[0], close }
}
