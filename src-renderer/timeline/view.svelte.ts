import { sampleLane, type LaneName, type ResolvedCurriculum } from '#contract'
import type { CurriculumEditor } from '../state/curriculum-editor.svelte.ts'
import { axisOf, bandScale, drawLane, type LaneDrawing } from './drawing.ts'
import { valueGrid, type ValueGrid } from './grid.ts'
import type { PlacedKey } from './hit.ts'
import { bandAt, bottomOf, layoutLanes, type LaneBand } from './layout.ts'
import type { LaneAxis } from './lane-axis.ts'
import { linePath } from './path.ts'
import { linearScale, type Scale, type Span } from './scale.ts'
import { epochTicks, type EpochTick } from './ticks.ts'

/** Pixels left of the plot, for names and ticks, and right of it. */
export const gutter = { left: 134, right: 20 } as const

/** The timeline as it lies on the screen: size, scales and drawings, all derived. */
export class TimelineView {
  readonly editor: CurriculumEditor
  width = $state(960)
  height = $state(560)
  #frozen = $state.raw<Partial<Record<LaneName, LaneAxis>> | undefined>(undefined)

  readonly span: Span = $derived.by(
    () => this.editor.session.view ?? { from: 0, to: this.editor.extent.steps },
  )
  readonly right = $derived.by(() => Math.max(gutter.left + 120, this.width - gutter.right))
  readonly time: Scale = $derived.by(() =>
    linearScale(this.span, { from: gutter.left, to: this.right }),
  )
  readonly bands: readonly LaneBand[] = $derived.by(() =>
    layoutLanes(this.editor.lanes, this.height),
  )
  readonly bottom = $derived.by(() => bottomOf(this.bands))
  readonly ticks: readonly EpochTick[] = $derived.by(() =>
    epochTicks(this.editor.extent, this.span, this.right - gutter.left, 44),
  )
  readonly drawings: readonly LaneDrawing[] = $derived.by(() =>
    this.bands.map((band) => this.#draw(band, this.editor.curriculum)),
  )

  constructor(editor: CurriculumEditor) {
    this.editor = editor
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
    return valueGrid(
      lane,
      this.editor.keysOf(lane).map(({ value }) => value),
    )
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
    return this.#frozen?.[lane] ?? axisOf(lane, this.editor.keysOf(lane))
  }

  #draw(band: LaneBand, curriculum: ResolvedCurriculum): LaneDrawing {
    const keys = curriculum.lanes[band.lane] ?? []
    const samples = this.#sample(curriculum, band.lane)
    return drawLane(band, this.#axisOf(band.lane), keys, samples, this.time)
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
