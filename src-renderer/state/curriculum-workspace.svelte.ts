import type { CopiedKey, LaneName } from '#contract'
import { laneNames } from '#contract'
import type { EpsilonUnit } from '../timeline/epsilon-unit.ts'
import { asBoolean, Kept } from './kept.svelte.ts'

const layouts = ['timeline', 'json', 'both'] as const
/** What the editor's centre shows. */
export type EditorLayout = (typeof layouts)[number]
const tools = ['select', 'draw'] as const
/** What a drag on a lane does. */
export type EditorTool = (typeof tools)[number]
const timeUnits = ['epochs', 'steps'] as const
/** What the axis of time counts. */
export type TimeUnit = (typeof timeUnits)[number]
const epsilonUnits = ['levels', 'decimal'] as const

type Locks = Readonly<Record<string, readonly LaneName[]>>

/** How a person has arranged the curriculum editor: saved, not undoable. */
export class CurriculumWorkspace {
  readonly #snap = new Kept<boolean>('editor.snap', true, asBoolean)
  readonly #snapKeys = new Kept<boolean>('editor.snap-keys', true, asBoolean)
  readonly #ripple = new Kept<boolean>('editor.ripple', false, asBoolean)
  readonly #layout = new Kept<EditorLayout>('editor.layout', 'timeline', oneOf(layouts))
  readonly #tool = new Kept<EditorTool>('editor.tool', 'select', oneOf(tools))
  readonly #time = new Kept<TimeUnit>('editor.time', 'epochs', oneOf(timeUnits))
  readonly #epsilon = new Kept<EpsilonUnit | null>('editor.epsilon', null, oneOf(epsilonUnits))
  readonly #locks = new Kept<Locks>('editor.locks', {}, asLocks)
  #clipboard = $state.raw<readonly CopiedKey[]>([])

  /** Whether steps snap to the starts of epochs; Alt inverts it while it is held. */
  get snap(): boolean {
    return this.#snap.value
  }

  set snap(snap: boolean) {
    this.#snap.value = snap
  }

  /** Whether a drag also stops at the steps of other keys and of stages. */
  get snapKeys(): boolean {
    return this.#snapKeys.value
  }

  set snapKeys(snap: boolean) {
    this.#snapKeys.value = snap
  }

  /** Whether a move in time takes everything after it along. */
  get ripple(): boolean {
    return this.#ripple.value
  }

  set ripple(ripple: boolean) {
    this.#ripple.value = ripple
  }

  get layout(): EditorLayout {
    return this.#layout.value
  }

  set layout(layout: EditorLayout) {
    this.#layout.value = layout
  }

  get tool(): EditorTool {
    return this.#tool.value
  }

  set tool(tool: EditorTool) {
    this.#tool.value = tool
  }

  get time(): TimeUnit {
    return this.#time.value
  }

  set time(unit: TimeUnit) {
    this.#time.value = unit
  }

  /** The unit chosen for ε; without one the curriculum's own values decide. */
  get epsilon(): EpsilonUnit | undefined {
    return this.#epsilon.value ?? undefined
  }

  set epsilon(unit: EpsilonUnit) {
    this.#epsilon.value = unit
  }

  /** Keys that were copied last, of whichever curriculum. */
  get clipboard(): readonly CopiedKey[] {
    return this.#clipboard
  }

  set clipboard(keys: readonly CopiedKey[]) {
    this.#clipboard = keys
  }

  /** Lanes of a curriculum whose keys nothing on the timeline changes. */
  lockedIn(curriculum: string): readonly LaneName[] {
    return this.#locks.value[curriculum] ?? []
  }

  setLocked(curriculum: string, lanes: readonly LaneName[]): void {
    this.#locks.value = { ...this.#locks.value, [curriculum]: lanes }
  }
}

function oneOf<Choice extends string>(choices: readonly Choice[]) {
  return (stored: unknown): Choice | undefined => choices.find((choice) => choice === stored)
}

function asLocks(stored: unknown): Locks | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined
  const entries = Object.entries(stored).map(([id, lanes]) => {
    const known = Array.isArray(lanes) ? lanes : []
    return [id, laneNames.filter((lane) => known.includes(lane))] as const
  })
  return Object.fromEntries(entries)
}
