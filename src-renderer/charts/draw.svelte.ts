import {
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  ScatterController,
  type ChartConfiguration,
  type Plugin,
} from 'chart.js'
import { untrack } from 'svelte'
import type { Attachment } from 'svelte/attachments'
import { readInk, type Ink } from './ink.ts'
import { overlay, type OverlaySpec } from './overlay.ts'
import type { PlotArea } from './plot-area.ts'

Chart.register(Filler, LinearScale, LineController, LineElement, PointElement, ScatterController)

/** Reads without becoming a reason to draw again. */
function quiet<Value>(read: () => Value): () => Value {
  return () => untrack(read)
}

interface Drawing extends Pick<OverlaySpec, 'marks' | 'labels'> {
  /** The line that stands out; like the cursor it only repaints. */
  readonly highlighted?: OverlaySpec['highlighted']
  /** Told where the plot lies in the canvas, in px, whenever that changes. */
  readonly onarea?: (area: PlotArea) => void
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
    const { cursor, marks, labels, highlighted = () => null } = drawing
    const quieted = { cursor: quiet(cursor), marks: quiet(marks), labels: quiet(labels) }
    const over = overlay({ ink, ...quieted, highlighted: quiet(highlighted) })
    const plugins = drawing.onarea ? [over.plugin, areaTeller(drawing.onarea)] : [over.plugin]
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
        chart = new Chart(canvas, { ...config, plugins })
      })
    })
    $effect(() => {
      cursor()
      highlighted()
      untrack(() => chart && over.repaint(chart))
    })
    // What was drawn before the typeface was there is drawn again with it.
    if (document.fonts?.status === 'loading') {
      void document.fonts.ready.then(() => chart?.update('none'))
    }
    return () => {
      chart?.destroy()
      chart = undefined
    }
  }
}

function areaTeller(tell: (area: PlotArea) => void): Plugin {
  let told = ''
  return {
    id: 'area',
    afterDraw({ chartArea: { left, right, top, bottom } }) {
      const area = { left, right, top, bottom }
      const text = JSON.stringify(area)
      if (text === told) return
      told = text
      tell(area)
    },
  }
}
