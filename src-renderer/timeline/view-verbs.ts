import type { CurriculumEditor } from '../state/curriculum-editor.svelte.ts'
import { fitAround, slideTo, zoomAbout } from './zoom.ts'

/** Brings the selected keys into view; a single key, or a second time, shows the whole run. */
export function fitSelection(editor: CurriculumEditor): void {
  const { session, extent } = editor
  const steps = session.selected.flatMap((ref) => editor.keyAt(ref)?.step ?? [])
  const several = new Set(steps).size > 1
  session.view =
    several && session.view === undefined
      ? fitAround(Math.min(...steps), Math.max(...steps), extent.steps, extent.stepsPerEpoch)
      : undefined
}

/** Shows `factor` times as much about the playhead, or about `step`. */
export function zoomBy(editor: CurriculumEditor, factor: number, step = editor.playhead): void {
  const { session, extent } = editor
  const { steps, stepsPerEpoch } = extent
  const view = session.view ?? { from: 0, to: steps }
  const next = zoomAbout(view, step, factor, steps, Math.min(8, stepsPerEpoch))
  session.view = next.to - next.from >= steps ? undefined : next
}

/** Slides what is in view by a share of its width. */
export function panBy(editor: CurriculumEditor, share: number): void {
  const { session, extent } = editor
  if (!session.view) return
  const width = session.view.to - session.view.from
  session.view = slideTo(session.view.from + share * width, width, extent.steps)
}
