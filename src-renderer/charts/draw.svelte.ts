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

interface Drawing extends Pick<OverlaySpec, 'curves' | 'marks' | 'labels'> {
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

/**
 * Draws into a canvas as large as what it is in, and keeps it up to date; a moved cursor only
 * repaints. A chart is made once its size is told, after the page was laid out: measuring for each
 * chart lays the page out anew while it is being built.
 */
export function draw(drawing: Drawing): Attachment<HTMLCanvasElement> {
  return (canvas) => {
    const frame = canvas.parentElement
    if (!frame || !canvas.getContext('2d')) return
    let chart: Chart | undefined
    let waiting: ChartConfiguration | undefined
    const { cursor, curves, marks, labels, highlighted = () => null } = drawing
    const over = overlay({
      ...{ ink: readInk, cursor: quiet(cursor), curves: quiet(curves) },
      ...{ marks: quiet(marks), labels: quiet(labels), highlighted: quiet(highlighted) },
    })
    const plugins = drawing.onarea ? [over.plugin, areaTeller(drawing.onarea)] : [over.plugin]
    $effect(() => {
      drawing.theme()
      const config = drawing.config(readInk()) as ChartConfiguration
      untrack(() => {
        if (!chart) {
          waiting = config
          return
        }
        chart.data = config.data
        chart.options = config.options ?? {}
        chart.update('none')
      })
    })
    $effect(() => {
      cursor()
      highlighted()
      untrack(() => chart && over.repaint(chart))
    })
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = frame
      if (width === 0 || height === 0) return
      if (chart) chart.resize(width, height)
      else if (waiting) {
        canvas.width = width
        canvas.height = height
        chart = new Chart(canvas, { ...waiting, plugins })
      }
    })
    observer.observe(frame, { box: finestBox() })
    // What was drawn before the typeface was there is drawn again with it.
    if (document.fonts?.status === 'loading') {
      void document.fonts.ready.then(() => chart?.update('none'))
    }
    return () => {
      observer.disconnect()
      chart?.destroy()
      chart = undefined
    }
  }
}

/** In pixels of the screen where those are told: another screen wants the chart drawn anew. */
function finestBox(): ResizeObserverBoxOptions {
  const isTold = 'devicePixelContentBoxSize' in ResizeObserverEntry.prototype
  return isTold ? 'device-pixel-content-box' : 'content-box'
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
