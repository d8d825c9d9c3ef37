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
  /** By metric. */
  readonly #begun = new Map<string, { readonly question: string; readonly answer: Answer }>()

  constructor(ask: Ask) {
    this.#ask = ask
  }

  /** @param question of `overlayQuestion`. */
  begin(metric: string, question: string): void {
    this.#begun.set(metric, { question, answer: this.#answer(question) })
  }

  /** An answer serves once: who asks again wants to know what has come since. */
  ask(metric: string, question: string): Answer {
    const begun = this.#begun.get(metric)
    this.#begun.delete(metric)
    return begun?.question === question ? begun.answer : this.#answer(question)
  }

  #answer(question: string): Answer {
    return this.#ask(JSON.parse(question) as OverlayRequest)
  }
}

interface Place {
  readonly groups: readonly (readonly string[])[]
  readonly view: Pick<ComparisonView, 'over' | 'smoothing' | 'band'>
  readonly zoom: readonly [number, number] | null
  /** Of the chart, in px. */
  readonly width: number
}

/** What a chart of a metric asks, as text: one that is a little wider asks nothing new. */
export function overlayQuestion(
  metric: string,
  { groups, view: { over, smoothing, band }, zoom, width }: Place,
): string {
  const pixels = Math.max(100, Math.ceil(width / 100) * 100)
  const range = zoom && { from: zoom[0], to: zoom[1] }
  const request: OverlayRequest = {
    ...{ groups: groups.map((ids) => [...ids]), metric, over, pixels, smoothing, band, ...range },
  }
  return JSON.stringify(request)
}

/** What the grid of `MetricPanels` will give each of so many charts. */
export function chartWidth(room: number, charts: number): number {
  const columns = Math.min(charts, Math.max(1, Math.floor(room / leastChartWidth)))
  return room / columns
}

/** As in the styles of `MetricPanels`. */
const leastChartWidth = 400
