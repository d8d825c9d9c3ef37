import {
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  ScatterController,
  type ChartConfiguration,
} from 'chart.js'
import { untrack } from 'svelte'
import type { Attachment } from 'svelte/attachments'
import { readInk, type Ink } from './ink.ts'
import { overlay, type OverlaySpec } from './overlay.ts'

Chart.register(Filler, LinearScale, LineController, LineElement, PointElement, ScatterController)

/** Reads without becoming a reason to draw again. */
function quiet<Value>(read: () => Value): () => Value {
  return () => untrack(read)
}

interface Drawing extends Pick<OverlaySpec, 'marks' | 'labels'> {
  /** Chart.js gets plain values only: a `$state` proxy would make it loop. */
  readonly config: (ink: Ink) => unknown
  readonly cursor: () => number | null
  /** Whatever changes the colours; read so that the chart is drawn again. */
  readonly theme: () => unknown
}

/** Draws into a canvas and keeps it up to date; a moved cursor only repaints. */
export function draw(drawing: Drawing): Attachment<HTMLCanvasElement> {
  return (canvas) => {
    if (!canvas.getContext('2d')) return
    const ink = (): Ink => readInk(canvas)
    let chart: Chart | undefined
    $effect(() => {
      drawing.theme()
      const config = drawing.config(ink()) as ChartConfiguration
      untrack(() => {
        if (chart) {
          chart.data = config.data
          chart.options = config.options ?? {}
          chart.update('none')
          return
        }
        const { cursor, marks, labels } = drawing
        const over = { ink, cursor: quiet(cursor), marks: quiet(marks), labels: quiet(labels) }
        chart = new Chart(canvas, { ...config, plugins: [overlay(over)] })
      })
    })
    $effect(() => {
      drawing.cursor()
      untrack(() => chart?.draw())
    })
    // What was drawn before the typeface was there is drawn again with it.
    void document.fonts?.ready.then(() => chart?.update('none'))
    return () => {
      chart?.destroy()
      chart = undefined
    }
  }
}
