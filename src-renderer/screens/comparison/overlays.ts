import type { ComparisonView, Overlay, OverlayRequest } from '#contract'

type Answer = Promise<Overlay | null>
type Ask = (request: OverlayRequest) => Answer

/**
 * Questions for the lines of metric charts. The first go out before the charts are built and know
 * how wide they are, so that the host thins lines while the page builds; a chart that asks the same
 * gets that answer, and one that turns out wider or narrower asks for itself.
 */
export class Overlays {
  readonly #ask: Ask
  readonly #begun = new Map<string, { readonly key: string; readonly answer: Answer }>()

  constructor(ask: Ask) {
    this.#ask = ask
  }

  begin(request: OverlayRequest): void {
    this.#begun.set(request.metric, { key: JSON.stringify(request), answer: this.#ask(request) })
  }

  /** An answer serves once: who asks again wants to know what has come since. */
  ask(request: OverlayRequest): Answer {
    const begun = this.#begun.get(request.metric)
    this.#begun.delete(request.metric)
    return begun?.key === JSON.stringify(request) ? begun.answer : this.#ask(request)
  }
}

interface Place {
  readonly groups: readonly (readonly string[])[]
  readonly view: Pick<ComparisonView, 'over' | 'smoothing' | 'band'>
  readonly zoom: readonly [number, number] | null
  /** Of the chart, in px. */
  readonly width: number
}

/** What a chart of a metric asks; one that is a little wider asks nothing new. */
export function overlayRequest(
  metric: string,
  { groups, view: { over, smoothing, band }, zoom, width }: Place,
): OverlayRequest {
  const pixels = Math.max(100, Math.ceil(width / 100) * 100)
  const range = zoom && { from: zoom[0], to: zoom[1] }
  return { groups: groups.map((ids) => [...ids]), metric, over, pixels, smoothing, band, ...range }
}

/** What the grid of `MetricPanels` will give each of so many charts. */
export function chartWidth(room: number, charts: number): number {
  const columns = Math.min(charts, Math.max(1, Math.floor(room / leastChartWidth)))
  return room / columns
}

/** As in the styles of `MetricPanels`. */
const leastChartWidth = 400
