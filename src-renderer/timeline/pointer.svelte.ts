import type { KeyRef } from '#contract'
import { dragTo, press, type Gesture } from './gesture.ts'
import { snapStep, snapValue } from './grid.ts'
import { boxOf, hitKey, keysInside, sameKey, type Box } from './hit.ts'
import { paceOf } from './keyboard.ts'
import type { LaneBand } from './layout.ts'
import { caughtStep, shiftOf, type DragManner, type Grab } from './move.ts'
import type { Point } from './path.ts'
import { shiftKeys } from './edits.ts'
import { bendAt, drawInto, placeControl, straighten } from './segment-edits.ts'
import { bendOf, endsOf, hitSegment, inSegment, type Segment } from './segments.ts'
import { cellOf, drawOver, nothingDrawn, strokesOf } from './strokes.ts'
import type { Held, Target } from './target.ts'
import { scaleSelection } from './time-edits.ts'
import type { TimelineView } from './view.svelte.ts'

type Dragging = Extract<Gesture<Target>, { phase: 'dragging' }>

/** Pixels around a key within which a press is meant for it. */
const reach = 10

/** What the pointer does to the lanes: select, move, bend, stretch, draw, box, add. */
export class TimelinePointer {
  readonly #view: TimelineView
  #gesture = $state.raw<Gesture<Target> | undefined>(undefined)
  /** Steps that catch what is dragged, as they were when it was taken hold of. */
  #marks: readonly number[] = []

  constructor(view: TimelineView) {
    this.#view = view
  }

  get isBusy(): boolean {
    return this.#gesture !== undefined
  }

  /** The box being drawn around keys, in pixels of the lanes. */
  get box(): Box | undefined {
    const gesture = this.#gesture
    return gesture?.phase === 'dragging' && gesture.target.kind === 'field'
      ? boxOf(gesture.from, gesture.to)
      : undefined
  }

  /** Begins a gesture; returns the key that was pressed, if one was. */
  down(at: Point, held: Held): KeyRef | undefined {
    const { editor } = this.#view
    const target = editor.workspace.tool === 'draw' ? this.#pen(at, held) : this.#control(at)
    const ref = target ? undefined : this.#touch(at, held)
    if (target) this.#press(target, at)
    else if (!ref) this.#press(this.#ground(at, held), at)
    if (target?.kind === 'draw') this.#draw(target, at, at, held)
    return ref ?? (target ? undefined : this.#pressedKey())
  }

  /** Takes hold of one end of the selection, at `step`, to stretch it about the other. */
  stretch(step: number, about: number, at: Point): void {
    this.#press({ kind: 'stretch', from: step, about }, at)
  }

  move(at: Point, held: Held): void {
    if (!this.#gesture) return
    const before = this.#gesture
    this.#gesture = dragTo(this.#gesture, at)
    const gesture = this.#gesture
    if (gesture.phase !== 'dragging') return
    if (before.phase === 'pressed') this.#view.freeze()
    this.#drag(gesture, before.phase === 'dragging' ? before.to : gesture.from, held)
  }

  up(at: Point, held: Held): void {
    const gesture = this.#gesture
    if (!gesture) return
    const { editor } = this.#view
    const { target } = gesture
    this.#gesture = undefined
    this.#view.thaw()
    if (gesture.phase === 'dragging' || target.kind === 'draw') editor.drop()
    else if (target.kind === 'key') {
      if (target.alone) editor.session.touch(target.ref, 'only')
    } else if (target.kind === 'field' || target.kind === 'segment') {
      editor.session.select(target.kind === 'field' ? target.before : [])
      editor.session.playhead = this.stepAt(at.x, held)
    }
  }

  /** Puts everything back as it was before the press. */
  cancel(): void {
    this.#gesture = undefined
    this.#view.thaw()
    this.#view.editor.cancelDrag()
  }

  /**
   * Adds a key where nothing is, or with Alt straightens the curve under the pointer; returns the key
   * that was there, if one was.
   */
  double(at: Point, held: Held): KeyRef | undefined {
    const { editor } = this.#view
    const hit = hitKey(this.#view.placed, at, reach)
    if (hit) return { lane: hit.lane, index: hit.index }
    const band = this.#view.bandAt(at.y)
    if (!band || editor.workspace.tool === 'draw') return undefined
    const segment = held.altKey ? this.#segmentAt(band, at) : undefined
    if (segment && segment.index >= 0 && !editor.isLocked(band.lane)) {
      editor.apply(straighten(editor.document.spec, segment))
      return undefined
    }
    editor.addKey(band.lane, this.stepAt(at.x, held), this.#valueAt(band, at.y, held))
    return undefined
  }

  /** Puts the playhead, and the selection, where a menu is asked for. */
  point(at: Point, held: Held): void {
    const { session } = this.#view.editor
    const hit = hitKey(this.#view.placed, at, reach)
    if (!hit) session.playhead = this.stepAt(at.x, held)
    else if (!session.isSelected(hit)) session.touch({ lane: hit.lane, index: hit.index }, 'only')
    else session.touch({ lane: hit.lane, index: hit.index }, 'keep')
  }

  /** The step under a pixel, snapped as the toggle and Alt say. */
  stepAt(x: number, held: Pick<Held, 'altKey'>): number {
    const { editor, time } = this.#view
    return snapStep(time.toValue(x), editor.extent, editor.workspace.snap !== held.altKey)
  }

  #press(target: Target | undefined, at: Point): void {
    if (target) this.#gesture = press(target, at)
  }

  #pressedKey(): KeyRef | undefined {
    const target = this.#gesture?.target
    return target?.kind === 'key' ? target.ref : undefined
  }

  /** Touches the key under the pointer; what is then active, where no drag of it can begin. */
  #touch(at: Point, held: Held): KeyRef | undefined {
    const hit = hitKey(this.#view.placed, at, reach)
    if (!hit) return undefined
    const { session } = this.#view.editor
    const many = held.shiftKey || held.ctrlKey || held.metaKey
    const ref = { lane: hit.lane, index: hit.index }
    const alone = !many && session.isSelected(ref)
    session.touch(ref, held.ctrlKey || held.metaKey ? 'toggle' : many || alone ? 'keep' : 'only')
    const grab = this.#grab(ref)
    if (!grab || !session.isSelected(ref)) return session.active ?? ref
    session.playhead = grab.key.step
    this.#marks = this.#view.marksBut(session.selected)
    this.#press({ kind: 'key', ref, grab, alone }, at)
    return ref
  }

  /** What lies under the pointer where no key does: a curve to move or bend, else empty ground. */
  #ground(at: Point, held: Held): Target {
    const { editor } = this.#view
    const band = this.#view.bandAt(at.y)
    const segment = band && this.#segmentAt(band, at)
    if (segment && !held.shiftKey && !held.ctrlKey && !editor.isLocked(segment.lane)) {
      if (held.altKey && segment.index >= 0) return { kind: 'bend', segment }
      const keys = endsOf(editor.drawn, segment)
      const grab = keys[0] && this.#grab(keys[0])
      if (grab && !held.altKey) return { kind: 'segment', grab, keys }
    }
    const many = held.shiftKey || held.ctrlKey || held.metaKey
    return { kind: 'field', before: many ? editor.session.selected : [] }
  }

  #control(at: Point): Target | undefined {
    const { active } = this.#view.editor
    const hit = this.#view.controls.find(({ x, y }) => Math.hypot(x - at.x, y - at.y) <= 8)
    return hit && active && { kind: 'control', ref: active, point: hit.point }
  }

  #pen(at: Point, held: Held): Target | undefined {
    const { editor, time } = this.#view
    const band = this.#view.bandAt(at.y)
    if (!band || editor.isLocked(band.lane)) return undefined
    const toEpochs = editor.workspace.snap !== held.altKey
    const cell = cellOf(editor.extent, time, toEpochs)
    return { kind: 'draw', lane: band.lane, cell, drawn: nothingDrawn }
  }

  #drag({ target, from, to }: Dragging, last: Point, held: Held): void {
    const { editor } = this.#view
    const { spec } = editor.document
    switch (target.kind) {
      case 'key':
        return editor.drag(shiftOf(target.grab, from, to, this.#manner(held)))
      case 'segment': {
        const { value } = shiftOf(target.grab, from, { x: from.x, y: to.y }, this.#manner(held))
        const shift = { steps: 0, value }
        return editor.preview(shiftKeys(spec, target.keys, shift, target.grab.lane))
      }
      case 'bend': {
        const by = bendOf(this.#view.base, target.segment, from.y - to.y)
        return editor.preview(bendAt(spec, target.segment, by))
      }
      case 'control': {
        const band = this.#view.bandOf(target.ref.lane)
        if (!band) return
        const values = this.#view.scaleOf(band)
        const at = inSegment(this.#view.base, target.ref, to, this.#view.time, values)
        return editor.preview(placeControl(spec, target.ref, target.point, at))
      }
      case 'stretch': {
        const step = caughtStep(to.x, this.#view.time, this.#manner(held))
        const factor = (step - target.about) / (target.from - target.about)
        return editor.preview(
          scaleSelection(spec, editor.session.selected, target.about, Math.max(0, factor)),
        )
      }
      case 'draw':
        return this.#draw(target, last, to, held)
      case 'field':
        return this.#enclose(target.before)
    }
  }

  #draw(target: Extract<Target, { kind: 'draw' }>, from: Point, to: Point, held: Held): void {
    const { editor, time } = this.#view
    const band = this.#view.bandOf(target.lane)
    if (!band) return
    const pen = (at: Point) => ({
      step: time.toValue(at.x),
      value: this.#valueAt(band, at.y, held),
    })
    target.drawn = drawOver(target.drawn, pen(from), pen(to), target.cell, editor.extent)
    const strokes = strokesOf(target.drawn, target.cell, editor.extent)
    editor.preview(drawInto(editor.document.spec, target.lane, strokes))
  }

  #segmentAt(band: LaneBand, at: Point): Segment | undefined {
    const { editor, time } = this.#view
    return hitSegment(editor.drawn, band, at, time, this.#view.scaleOf(band))
  }

  #valueAt(band: LaneBand, y: number, held: Pick<Held, 'altKey'>): number {
    const raw = this.#view.scaleOf(band).toValue(y)
    const pace = held.altKey ? 'fine' : 'normal'
    return snapValue(band.lane, this.#view.gridOf(band.lane), raw, pace)
  }

  #grab(ref: KeyRef): Grab | undefined {
    const { editor, time } = this.#view
    const key = editor.keyAt(ref)
    const band = this.#view.bandOf(ref.lane)
    if (!key || !band) return undefined
    const { lane } = ref
    return { lane, key, grid: this.#view.gridOf(lane), time, values: this.#view.scaleOf(band) }
  }

  #manner(held: Held): DragManner {
    const { extent, workspace } = this.#view.editor
    const isFree = workspace.snap || workspace.snapKeys ? held.altKey : !held.altKey
    return {
      extent,
      toEpochs: !isFree && (workspace.snap || held.altKey),
      marks: isFree || !workspace.snapKeys ? [] : this.#marks,
      pace: paceOf({ altKey: held.altKey, shiftKey: false }),
      lock: held.shiftKey,
    }
  }

  #enclose(before: readonly KeyRef[]): void {
    const { box } = this
    if (!box) return
    const inside = keysInside(this.#view.placed, box).map(({ lane, index }) => ({ lane, index }))
    const kept = before.filter((ref) => !inside.some((key) => sameKey(key, ref)))
    this.#view.editor.session.select([...kept, ...inside])
  }
}
