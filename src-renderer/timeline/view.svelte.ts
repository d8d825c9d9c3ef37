import { sampleLane, type KeyRef, type LaneName, type ResolvedCurriculum } from '#contract'
import type { CurriculumEditor } from '../state/curriculum-editor.svelte.ts'
import { axisOf, bandScale, drawLane, type LaneDrawing } from './drawing.ts'
import type { ValueGrid } from './grid.ts'
import { drawnOf } from './edits.ts'
import type { PlacedKey } from './hit.ts'
import { LaneDrawings } from './lane-drawings.ts'
import { bandAt, bottomOf, inOrder, layoutLanes, type LaneBand } from './layout.ts'
import type { LaneAxis } from './lane-axis.ts'
import { linePath } from './path.ts'
import { linearScale, type Scale, type Span } from './scale.ts'
import { controlsOf, type ControlPoint } from './segments.ts'
import { panBy, zoomBy } from './view-verbs.ts'
import { epochTicks, type EpochTick } from './ticks.ts'

/** Pixels left of the plot, for names and ticks, and right of it. */
export const gutter = { left: 134, right: 20 } as const

/** The timeline as it lies on the screen: size, scales and drawings, all derived. */
export class TimelineView {
  readonly editor: CurriculumEditor
  width = $state(960)
  height = $state(560)
  #frozen = $state.raw<Partial<Record<LaneName, LaneAxis>> | undefined>(undefined)

  // Numbers and a text, which stay equal while keys are dragged: what rests on them is not made anew.
  readonly #steps = $derived.by(() => this.editor.extent.steps)
  readonly #stepsPerEpoch = $derived.by(() => this.editor.extent.stepsPerEpoch)
  readonly #lanes = $derived.by(() => this.editor.lanes.join(' '))
  readonly #drawn = new LaneDrawings()

  readonly span: Span = $derived.by(() => this.editor.session.view ?? { from: 0, to: this.#steps })
  readonly right = $derived.by(() => Math.max(gutter.left + 120, this.width - gutter.right))
  readonly time: Scale = $derived.by(() =>
    linearScale(this.span, { from: gutter.left, to: this.right }),
  )
  readonly bands: readonly LaneBand[] = $derived.by(() =>
    layoutLanes(inOrder(this.#lanes.split(' ') as LaneName[]), this.height),
  )
  readonly bottom = $derived.by(() => bottomOf(this.bands))
  readonly ticks: readonly EpochTick[] = $derived.by(() =>
    epochTicks(
      { steps: this.#steps, stepsPerEpoch: this.#stepsPerEpoch },
      this.span,
      this.right - gutter.left,
      44,
    ),
  )
  readonly drawings: readonly LaneDrawing[] = $derived.by(() =>
    this.bands.map((band) => this.#draw(band, this.editor.drawn)),
  )

  constructor(editor: CurriculumEditor) {
    this.editor = editor
  }

  /** Control points of the active key's curve. */
  readonly controls: readonly ControlPoint[] = $derived.by(() => {
    const { active, drawn } = this.editor
    const band = active && this.bandOf(active.lane)
    if (!active || !band || this.editor.isLocked(active.lane)) return []
    return controlsOf(drawn, active, this.time, this.scaleOf(band))
  })
  /** First and last step of a selection that can be stretched. */
  readonly selection: Span | undefined = $derived.by(() => {
    const steps = this.editor.selected.flatMap((ref) => this.editor.keyAt(ref)?.step ?? [])
    const [from, to] = [Math.min(...steps), Math.max(...steps)]
    return from < to ? { from, to } : undefined
  })

  /** The document as drawn, whatever a drag makes of it. */
  get base(): ResolvedCurriculum {
    return drawnOf(this.editor.document.spec)
  }

  get placed(): readonly PlacedKey[] {
    return this.drawings.flatMap(({ keys }) => keys)
  }

  bandAt(y: number): LaneBand | undefined {
    return bandAt(this.bands, y)
  }

  /** The scale from a lane's values to heights. */
  scaleOf(band: LaneBand): Scale {
    return bandScale(this.#axisOf(band.lane), band)
  }

  gridOf(lane: LaneName): ValueGrid {
    return this.editor.gridOf(lane)
  }

  bandOf(lane: LaneName): LaneBand | undefined {
    return this.bands.find((band) => band.lane === lane)
  }

  /** Every step a drag of these keys may stop at: other keys, and borders of stages. */
  marksBut(moving: readonly KeyRef[]): readonly number[] {
    const { lanes, drawn } = this.editor
    const keys = lanes.flatMap((lane) =>
      this.editor
        .keysOf(lane)
        .filter((_, index) => !moving.some((ref) => ref.lane === lane && ref.index === index))
        .map(({ step }) => step),
    )
    return [...keys, ...drawn.stages.flatMap(({ from, to }) => [from, to])]
  }

  /** Zooms about a pixel, or slides what is in view. */
  wheel(x: number, across: number, zoom: number): void {
    if (zoom === 0) panBy(this.editor, across / 800)
    else zoomBy(this.editor, 1.0015 ** zoom, this.time.toValue(x))
  }

  /** Holds the value axes still while keys are dragged. */
  freeze(): void {
    this.#frozen = Object.fromEntries(this.editor.lanes.map((lane) => [lane, this.#axisOf(lane)]))
  }

  thaw(): void {
    this.#frozen = undefined
  }

  /** The same lane of another curriculum, on this lane's axis. */
  ghostOf(band: LaneBand, other: ResolvedCurriculum): string {
    const scale = this.scaleOf(band)
    const samples = this.#sample(other, band.lane)
    return linePath(
      samples.map(({ step, value }) => ({
        x: this.time.toPixel(step),
        y: scale.toPixel(value),
      })),
    )
  }

  #axisOf(lane: LaneName): LaneAxis {
    return this.#frozen?.[lane] ?? axisOf(lane, this.editor.keysOf(lane), this.editor.epsilonUnit)
  }

  #draw(band: LaneBand, curriculum: ResolvedCurriculum): LaneDrawing {
    const { lane } = band
    const { epsilonUnit, spec } = this.editor
    const axis = this.#axisOf(lane)
    const rests = [band, this.time, this.#frozen?.[lane], epsilonUnit]
    return this.#drawn.of(lane, spec.curriculum.lanes[lane] ?? [], rests, () =>
      drawLane(
        band,
        axis,
        curriculum.lanes[lane] ?? [],
        this.#sample(curriculum, lane),
        this.time,
        epsilonUnit,
      ),
    )
  }

  /** Straight segments need only their ends; curves and whole numbers a point for every 2 pixels. */
  #sample(curriculum: ResolvedCurriculum, lane: LaneName) {
    const keys = curriculum.lanes[lane] ?? []
    const curved = keys.some(({ easing }) => typeof easing === 'object')
    const bent = curved || lane === 'attackSteps' || lane === 'learningRate'
    const points = bent ? Math.ceil((this.right - gutter.left) / 2) : 2
    return sampleLane(curriculum, lane, this.span.from, this.span.to, points)
  }
}
