import { engineChoices, type EngineChoice, type RunSpec } from '#spec'
import type { WritableStore } from '#store'

const setting = 'engine.preferred'

/** What `auto` means on this machine: an engine by name, or the fastest. */
export function preferredEngine({ settings }: Pick<WritableStore, 'settings'>): EngineChoice {
  const stored = settings.get(setting)
  return engineChoices.find((choice) => choice === stored) ?? 'auto'
}

/** What a spec asks for, once `auto` means what the settings prefer. */
export function askedEngine(
  { engine }: Pick<RunSpec, 'engine'>,
  store: Pick<WritableStore, 'settings'>,
): EngineChoice {
  return engine === 'auto' ? preferredEngine(store) : engine
}

export function preferEngine(
  { settings }: Pick<WritableStore, 'settings'>,
  engine: EngineChoice,
): void {
  settings.set(setting, engine)
}
