import type {
  Easing,
  Extent,
  KeyRef,
  LaneName,
  Position,
  ResolvedCurriculum,
  ResolvedKey,
  RunSpec,
} from '#contract'
import {
  addKeyAt,
  addLaneTo,
  drawnOf,
  dropKeys,
  dropLane,
  inLaneOrder,
  inStepOrder,
  placeKey,
  resolvedOf,
  setEasingOf,
  setValueOf,
  shiftKeys,
  type NamedEdit,
  type SpecEdit,
} from '../timeline/edits.ts'
import { epsilonUnitOf, type EpsilonUnit } from '../timeline/epsilon-unit.ts'
import {
  nudgePast,
  nudgeValue,
  stepBeside,
  valueGrid,
  type Pace,
  type ValueGrid,
} from '../timeline/grid.ts'
import { sameKey } from '../timeline/hit.ts'
import type { Heading } from '../timeline/keyboard.ts'
import { inOrder } from '../timeline/layout.ts'
import type { Shift } from '../timeline/move.ts'
import { lanesBut, shiftAll } from '../timeline/time-edits.ts'
import type { CurriculumDocument } from './curriculum-document.svelte.ts'
import { CurriculumSession } from './curriculum-session.svelte.ts'
import type { CurriculumWorkspace } from './curriculum-workspace.svelte.ts'

/** A curriculum being edited: the document, what is selected in it and the verbs that change it. */
export class CurriculumEditor {
  readonly document: CurriculumDocument
  readonly workspace: CurriculumWorkspace
  readonly session = new CurriculumSession()
  #drag = $state.raw<SpecEdit | NamedEdit | undefined>(undefined)
  readonly #drawn = $derived.by(() => drawnOf(this.spec))
  readonly #holding = $derived.by(() => resolvedOf(this.spec))

  constructor(document: CurriculumDocument, workspace: CurriculumWorkspace) {
    this.document = document
    this.workspace = workspace
  }

  /** The spec on screen: the document, or what a drag would make of it. */
  get spec(): RunSpec {
    return this.#drag?.spec ?? this.document.spec
  }

  /** What holds: without the lanes that are muted. */
  get curriculum(): ResolvedCurriculum {
    return this.muted.length === 0 ? this.#drawn : this.#holding
  }

  /** What is drawn: every lane that has keys, muted or not. */
  get drawn(): ResolvedCurriculum {
    return this.#drawn
  }

  get extent(): Extent {
    return this.#drawn.extent
  }

  get lanes(): readonly LaneName[] {
    return inOrder(Object.keys(this.#drawn.lanes) as LaneName[])
  }

  get muted(): readonly LaneName[] {
    return this.spec.curriculum.muted ?? []
  }

  /** Lanes whose keys may be changed here. */
  get unlocked(): readonly LaneName[] {
    return lanesBut(this.workspace.lockedIn(this.document.id))
  }

  get epsilonUnit(): EpsilonUnit {
    const values = this.keysOf('epsilon').map(({ value }) => value)
    return this.workspace.epsilon ?? epsilonUnitOf(values)
  }

  get isDragging(): boolean {
    return this.#drag !== undefined
  }

  get selected(): readonly KeyRef[] {
    return this.#touched ?? this.session.selected
  }

  /** The key the inspector shows, the keyboard moves and a drag holds. */
  get active(): KeyRef | undefined {
    const { active } = this.session
    return this.#touched ? this.#touched[this.#rankOf(active)] : active
  }

  /** The keys a drag holds, as they are now. */
  get #touched(): readonly KeyRef[] | undefined {
    return this.#drag && 'keys' in this.#drag ? this.#drag.keys : undefined
  }

  isLocked(lane: LaneName): boolean {
    return !this.unlocked.includes(lane)
  }

  keysOf(lane: LaneName): readonly ResolvedKey[] {
    return this.#drawn.lanes[lane] ?? []
  }

  keyAt(ref: KeyRef | undefined): ResolvedKey | undefined {
    return ref && this.keysOf(ref.lane)[ref.index]
  }

  gridOf(lane: LaneName): ValueGrid {
    const values = this.keysOf(lane).map(({ value }) => value)
    return valueGrid(lane, values, this.epsilonUnit)
  }

  /** The step whose settings are read out: of the key in hand while one is dragged. */
  get playhead(): number {
    return (this.isDragging && this.keyAt(this.active)?.step) || this.session.playhead
  }

  /** Makes a key the active one; one that is not selected becomes the only one that is. */
  focusKey(ref: KeyRef): void {
    const { session } = this
    if (sameKey(ref, session.active) && session.isSelected(ref)) return
    session.touch(ref, session.isSelected(ref) ? 'keep' : 'only')
    this.document.seal()
    const key = this.keyAt(ref)
    if (key) session.playhead = key.step
  }

  /** Shows the selected keys moved by `shift`, without a step of history. */
  drag(shift: Shift): void {
    const { active } = this.session
    const free = this.#free(this.session.selected)
    if (active && free.length > 0) this.preview(this.#moved(free, shift, active.lane))
  }

  /** Shows what an edit would make of the document, without a step of history. */
  preview(edit: SpecEdit | NamedEdit): void {
    this.#drag = edit
  }

  /** Makes the drag one step of history. */
  drop(): void {
    const drag = this.#drag
    this.#drag = undefined
    if (drag) this.apply(drag)
  }

  cancelDrag(): void {
    this.#drag = undefined
  }

  /** Makes an edit a step of history; with `merge`, one with the last step of the same key. */
  apply(edit: SpecEdit | NamedEdit, merge?: string): void {
    if (edit.spec === this.document.spec) return
    if (!('keys' in edit)) return this.replace(edit.label, edit.spec, merge)
    const active = edit.keys[this.#rankOf(this.session.active)] ?? edit.keys.at(-1)
    this.document.change(edit.label, edit.spec, merge)
    this.session.select(edit.keys, active)
    const key = this.keyAt(active)
    if (key) this.session.playhead = key.step
  }

  /** Adds a key: on the curve where no value is given, and selects it. */
  addKey(lane: LaneName, step: number, value?: number): void {
    if (!this.isLocked(lane)) this.apply(addKeyAt(this.document.spec, lane, step, value))
  }

  /** Adds a key to the lane of `ref`: at the playhead, or half way to the next key. */
  addKeyBeside(ref: KeyRef): void {
    const keys = this.keysOf(ref.lane)
    const { extent, playhead, workspace } = this
    this.addKey(ref.lane, stepBeside(keys, ref.index, playhead, extent, workspace.snap))
  }

  addLane(lane: LaneName, value: number): void {
    this.apply(addLaneTo(this.document.spec, lane, value))
  }

  toggleLock(lane: LaneName): void {
    const { id } = this.document
    const locked = this.workspace.lockedIn(id)
    const isLocked = locked.includes(lane)
    const next = isLocked ? locked.filter((other) => other !== lane) : [...locked, lane]
    this.workspace.setLocked(id, next)
  }

  removeLane(lane: LaneName): void {
    if (!this.isLocked(lane)) this.apply(dropLane(this.document.spec, lane))
  }

  removeSelected(): void {
    const free = this.#free(this.selected)
    if (free.length > 0) this.apply(dropKeys(this.document.spec, free))
  }

  /** Moves the selected keys by one cell of their grid; a run of nudges is one step of history. */
  nudge(heading: Heading, pace: Pace): void {
    const { active } = this.session
    const key = this.keyAt(active)
    const free = this.#free(this.session.selected)
    if (!active || !key || free.length === 0) return
    const shift = this.#nudgeShift(active.lane, key, heading, pace)
    this.apply(this.#moved(free, shift, active.lane), `nudge ${free.length}`)
  }

  /** Gives a key an exact value, and with it the other selected keys of its lane. */
  setValue(ref: KeyRef, value: number): void {
    if (this.isLocked(ref.lane)) return
    const keys = this.session.isSelected(ref) ? inLaneOrder(this.selected) : [ref]
    this.apply(setValueOf(this.document.spec, keys, ref.lane, value))
  }

  place(ref: KeyRef, at: Position): void {
    if (!this.isLocked(ref.lane)) this.apply(placeKey(this.document.spec, ref, at))
  }

  setEasing(easing: Easing): void {
    const free = this.#free(this.selected)
    if (free.length > 0) this.apply(setEasingOf(this.document.spec, free, easing))
  }

  undo(): void {
    this.document.undo()
    this.#forgetMissing()
  }

  redo(): void {
    this.document.redo()
    this.#forgetMissing()
  }

  /** Replaces the whole spec: a form, a preset or the text beside the timeline. */
  replace(label: string, spec: RunSpec, merge?: string): void {
    this.document.change(label, inStepOrder(spec), merge)
    this.#forgetMissing()
  }

  /** Those of some keys that may be changed, in the order of lanes. */
  #free(keys: readonly KeyRef[]): readonly KeyRef[] {
    return inLaneOrder(keys.filter(({ lane }) => !this.isLocked(lane)))
  }

  #moved(keys: readonly KeyRef[], shift: Shift, anchor: LaneName): NamedEdit {
    const { spec } = this.document
    return this.workspace.ripple
      ? shiftAll(spec, keys, shift, anchor, this.unlocked)
      : shiftKeys(spec, keys, shift, anchor)
  }

  #nudgeShift(lane: LaneName, key: ResolvedKey, heading: Heading, pace: Pace): Shift {
    if (heading === 'left' || heading === 'right') {
      return { steps: this.#freeStep(lane, key.step, heading, pace) - key.step, value: 0 }
    }
    const way = heading === 'down' ? -1 : 1
    const value = nudgeValue(lane, this.gridOf(lane), key.value, way, pace)
    return { steps: 0, value: value - key.value }
  }

  /** The next step of the grid no other key is on: a nudge passes over keys, it replaces none. */
  #freeStep(lane: LaneName, from: number, heading: 'left' | 'right', pace: Pace): number {
    const others = this.keysOf(lane).filter((_, index) => !this.session.isSelected({ lane, index }))
    const { ripple, snap } = this.workspace
    // A ripple takes the others along: none is in the way.
    const taken = ripple ? [] : others.map(({ step }) => step)
    return nudgePast(taken, from, heading === 'left' ? -1 : 1, this.extent, pace, snap)
  }

  /** Where a selected key stands among the keys a command answers with. */
  #rankOf(key: KeyRef | undefined): number {
    return this.#free(this.session.selected).findIndex((other) => sameKey(other, key))
  }

  /** Forgets selected keys and stages that are no longer there, and a playhead beyond the end. */
  #forgetMissing(): void {
    const { session } = this
    const kept = session.selected.filter((ref) => this.keyAt(ref) !== undefined)
    session.select(kept, this.keyAt(session.active) ? session.active : kept.at(-1))
    session.playhead = Math.min(session.playhead, this.extent.steps)
    if ((session.stage ?? 0) >= this.#drawn.stages.length) session.stage = undefined
  }
}
