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
} from '../timeline/edits.ts'
import { nudgeStep, nudgeValue, stepBeside, valueGrid, type Pace } from '../timeline/grid.ts'
import { sameKey } from '../timeline/hit.ts'
import type { Heading } from '../timeline/keyboard.ts'
import { inOrder } from '../timeline/layout.ts'
import type { Shift } from '../timeline/move.ts'
import type { CurriculumDocument } from './curriculum-document.svelte.ts'
import { CurriculumSession } from './curriculum-session.svelte.ts'
import type { CurriculumWorkspace } from './curriculum-workspace.svelte.ts'

/** A curriculum being edited: the document, what is selected in it and the verbs that change it. */
export class CurriculumEditor {
  readonly document: CurriculumDocument
  readonly workspace: CurriculumWorkspace
  readonly session = new CurriculumSession()
  #drag = $state.raw<NamedEdit | undefined>(undefined)
  readonly #curriculum = $derived.by(() => resolvedOf(this.spec))

  constructor(document: CurriculumDocument, workspace: CurriculumWorkspace) {
    this.document = document
    this.workspace = workspace
  }

  /** The spec on screen: the document, or what a drag would make of it. */
  get spec(): RunSpec {
    return this.#drag?.spec ?? this.document.spec
  }

  get curriculum(): ResolvedCurriculum {
    return this.#curriculum
  }

  get extent(): Extent {
    return this.curriculum.extent
  }

  get lanes(): readonly LaneName[] {
    return inOrder(Object.keys(this.curriculum.lanes) as LaneName[])
  }

  get isDragging(): boolean {
    return this.#drag !== undefined
  }

  get selected(): readonly KeyRef[] {
    return this.#drag?.keys ?? this.session.selected
  }

  /** The key the inspector shows, the keyboard moves and a drag holds. */
  get active(): KeyRef | undefined {
    const { active } = this.session
    return this.#drag ? this.#drag.keys[this.#rankOf(active)] : active
  }

  keysOf(lane: LaneName): readonly ResolvedKey[] {
    return this.curriculum.lanes[lane] ?? []
  }

  keyAt(ref: KeyRef | undefined): ResolvedKey | undefined {
    return ref && this.keysOf(ref.lane)[ref.index]
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
    const { active, selected } = this.session
    if (active) this.#drag = shiftKeys(this.document.spec, selected, shift, active.lane)
  }

  /** Makes the drag one step of history. */
  drop(): void {
    const drag = this.#drag
    this.#drag = undefined
    if (drag) this.#commit(drag)
  }

  cancelDrag(): void {
    this.#drag = undefined
  }

  /** Adds a key: on the curve where no value is given, and selects it. */
  addKey(lane: LaneName, step: number, value?: number): void {
    this.#commit(addKeyAt(this.document.spec, lane, step, value))
  }

  /** Adds a key to the lane of `ref`: at the playhead, or half way to the next key. */
  addKeyBeside(ref: KeyRef): void {
    const keys = this.keysOf(ref.lane)
    const { extent, playhead, workspace } = this
    this.addKey(ref.lane, stepBeside(keys, ref.index, playhead, extent, workspace.snap))
  }

  addLane(lane: LaneName, value: number): void {
    this.#commit(addLaneTo(this.document.spec, lane, value))
  }

  removeLane(lane: LaneName): void {
    this.#commit(dropLane(this.document.spec, lane))
  }

  removeSelected(): void {
    if (this.selected.length > 0) this.#commit(dropKeys(this.document.spec, this.selected))
  }

  /** Moves the selected keys by one cell of their grid; a run of nudges is one step of history. */
  nudge(heading: Heading, pace: Pace): void {
    const { active, selected } = this.session
    const key = this.keyAt(active)
    if (!active || !key) return
    const shift = this.#nudgeShift(active.lane, key, heading, pace)
    const edit = shiftKeys(this.document.spec, selected, shift, active.lane)
    this.#commit(edit, `nudge ${selected.length}`)
  }

  /** Gives a key an exact value, and with it the other selected keys of its lane. */
  setValue(ref: KeyRef, value: number): void {
    const keys = this.session.isSelected(ref) ? inLaneOrder(this.selected) : [ref]
    this.#commit(setValueOf(this.document.spec, keys, ref.lane, value))
  }

  place(ref: KeyRef, at: Position): void {
    this.#commit(placeKey(this.document.spec, ref, at))
  }

  setEasing(easing: Easing): void {
    this.#commit(setEasingOf(this.document.spec, this.selected, easing))
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

  #nudgeShift(lane: LaneName, key: ResolvedKey, heading: Heading, pace: Pace): Shift {
    if (heading === 'left' || heading === 'right') {
      return { steps: this.#freeStep(lane, key.step, heading, pace) - key.step, value: 0 }
    }
    const values = this.keysOf(lane).map(({ value }) => value)
    const way = heading === 'down' ? -1 : 1
    const value = nudgeValue(lane, valueGrid(lane, values), key.value, way, pace)
    return { steps: 0, value: value - key.value }
  }

  /** The next step of the grid no other key is on: a nudge passes over keys, it replaces none. */
  #freeStep(lane: LaneName, from: number, heading: 'left' | 'right', pace: Pace): number {
    const others = this.keysOf(lane).filter((_, index) => !this.session.isSelected({ lane, index }))
    const taken = others.map(({ step }) => step)
    const way = heading === 'left' ? -1 : 1
    let step = from
    do {
      const next = nudgeStep(step, way, this.extent, pace, this.workspace.snap)
      if (next === step) return from
      step = next
    } while (taken.includes(step))
    return step
  }

  /** Where a selected key stands among the keys a command answers with. */
  #rankOf(key: KeyRef | undefined): number {
    return inLaneOrder(this.session.selected).findIndex((other) => sameKey(other, key))
  }

  #commit(edit: NamedEdit, merge?: string): void {
    if (edit.spec === this.document.spec) return
    const active = edit.keys[this.#rankOf(this.session.active)] ?? edit.keys.at(-1)
    this.document.change(edit.label, edit.spec, merge)
    this.session.select(edit.keys, active)
    const key = this.keyAt(active)
    if (key) this.session.playhead = key.step
  }

  /** Forgets selected keys that are no longer there, and a playhead beyond the end. */
  #forgetMissing(): void {
    const { session } = this
    const kept = session.selected.filter((ref) => this.keyAt(ref) !== undefined)
    session.select(kept, this.keyAt(session.active) ? session.active : kept.at(-1))
    session.playhead = Math.min(session.playhead, this.extent.steps)
  }
}
