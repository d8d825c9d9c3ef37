import type { KeyRef } from '#contract'
import { dragTo, press, type Gesture } from './gesture.ts'
import { snapStep, snapValue } from './grid.ts'
import { boxOf, hitKey, keysInside, sameKey, type Box } from './hit.ts'
import { paceOf } from './keyboard.ts'
import { shiftOf, type Grab } from './move.ts'
import type { Point } from './path.ts'
import { slideTo, zoomAbout } from './zoom.ts'
import type { TimelineView } from './view.svelte.ts'

type Target =
  | { readonly kind: 'key'; readonly ref: KeyRef; readonly grab: Grab; readonly alone: boolean }
  | { readonly kind: 'field'; readonly before: readonly KeyRef[] }

/** The modifiers of a pointer event. */
export interface Held {
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

/** Pixels around a key within which a press is meant for it. */
const reach = 10

/** What the pointer does to the lanes: select, drag keys, draw a box, add, zoom. */
export class TimelinePointer {
  readonly #view: TimelineView
  #gesture = $state.raw<Gesture<Target> | undefined>(undefined)

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
    const hit = hitKey(this.#view.placed, at, reach)
    const { session } = this.#view.editor
    const many = held.shiftKey || held.ctrlKey || held.metaKey
    if (!hit) {
      const before = many ? session.selected : []
      this.#gesture = press({ kind: 'field', before }, at)
      return undefined
    }
    const ref = { lane: hit.lane, index: hit.index }
    const alone = !many && session.isSelected(ref)
    session.touch(ref, held.ctrlKey || held.metaKey ? 'toggle' : many || alone ? 'keep' : 'only')
    const grab = this.#grab(ref)
    if (!grab || !session.isSelected(ref)) return session.active
    session.playhead = grab.key.step
    this.#gesture = press({ kind: 'key', ref, grab, alone }, at)
    return ref
  }

  move(at: Point, held: Held): void {
    if (!this.#gesture) return
    const before = this.#gesture.phase
    this.#gesture = dragTo(this.#gesture, at)
    const gesture = this.#gesture
    if (gesture.phase !== 'dragging') return
    if (before === 'pressed' && gesture.target.kind === 'key') this.#view.freeze()
    if (gesture.target.kind === 'field') this.#enclose(gesture.target.before)
    else this.#drag(gesture.target.grab, gesture.from, gesture.to, held)
  }

  up(at: Point, held: Held): void {
    const gesture = this.#gesture
    if (!gesture) return
    const { editor } = this.#view
    this.#gesture = undefined
    this.#view.thaw()
    if (gesture.phase === 'dragging') {
      editor.drop()
    } else if (gesture.target.kind === 'key') {
      if (gesture.target.alone) editor.session.touch(gesture.target.ref, 'only')
    } else {
      editor.session.select(gesture.target.before)
      editor.session.playhead = this.stepAt(at.x, held)
    }
  }

  /** Puts everything back as it was before the press. */
  cancel(): void {
    this.#gesture = undefined
    this.#view.thaw()
    this.#view.editor.cancelDrag()
  }

  /** Adds a key where nothing is; returns the key that was there, if one was. */
  double(at: Point, held: Held): KeyRef | undefined {
    const hit = hitKey(this.#view.placed, at, reach)
    if (hit) return { lane: hit.lane, index: hit.index }
    const band = this.#view.bandAt(at.y)
    if (!band) return undefined
    const raw = this.#view.scaleOf(band).toValue(at.y)
    const grid = this.#view.gridOf(band.lane)
    const value = snapValue(band.lane, grid, raw, held.altKey ? 'fine' : 'normal')
    this.#view.editor.addKey(band.lane, this.stepAt(at.x, held), value)
    return undefined
  }

  /** The step under a pixel, snapped as the toggle and Alt say. */
  stepAt(x: number, held: Pick<Held, 'altKey'>): number {
    const { editor, time } = this.#view
    return snapStep(time.toValue(x), editor.extent, editor.workspace.snap !== held.altKey)
  }

  /** Zooms about the pointer, or slides what is in view. */
  wheel(x: number, across: number, zoom: number): void {
    const { editor, span, time } = this.#view
    const { steps, stepsPerEpoch } = editor.extent
    const width = span.to - span.from
    const next =
      zoom === 0
        ? slideTo(span.from + (across / 800) * width, width, steps)
        : zoomAbout(span, time.toValue(x), 1.0015 ** zoom, steps, Math.min(8, stepsPerEpoch))
    const whole = next.to - next.from >= steps
    editor.session.view = whole ? undefined : next
  }

  #grab(ref: KeyRef): Grab | undefined {
    const { editor, time } = this.#view
    const key = editor.keyAt(ref)
    const band = this.#view.bands.find(({ lane }) => lane === ref.lane)
    if (!key || !band) return undefined
    const { lane } = ref
    return { lane, key, grid: this.#view.gridOf(lane), time, values: this.#view.scaleOf(band) }
  }

  #drag(grab: Grab, from: Point, to: Point, held: Held): void {
    const { editor } = this.#view
    const toEpochs = editor.workspace.snap !== held.altKey
    const pace = paceOf({ altKey: held.altKey, shiftKey: false })
    const manner = { extent: editor.extent, toEpochs, pace, lock: held.shiftKey }
    editor.drag(shiftOf(grab, from, to, manner))
  }

  #enclose(before: readonly KeyRef[]): void {
    const { box } = this
    if (!box) return
    const inside = keysInside(this.#view.placed, box).map(({ lane, index }) => ({ lane, index }))
    const kept = before.filter((ref) => !inside.some((key) => sameKey(key, ref)))
    this.#view.editor.session.select([...kept, ...inside])
  }
}
