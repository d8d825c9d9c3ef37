import type { KeyRef } from '#contract'
import type { CurriculumEditor } from '../state/curriculum-editor.svelte.ts'
import { snapStep } from './grid.ts'
import type { KeyAction } from './keyboard.ts'
import { fitAround } from './zoom.ts'

/** Does to the editor what a key press on its active keyframe asks for. */
export function obey(editor: CurriculumEditor, action: KeyAction): void {
  const { session } = editor
  const { active } = session
  if (!active || action.kind === 'edit') return
  switch (action.kind) {
    case 'nudge':
      return editor.nudge(action.heading, action.pace)
    case 'go':
      session.clear()
      return editor.focusKey(neighbourOf(editor, active, action.to))
    case 'remove':
      return editor.removeSelected()
    case 'add':
      return editor.addKey(active.lane, stepForNew(editor, active))
    case 'toggle':
      return session.touch(active, 'toggle')
    case 'fit':
      return fitSelection(editor)
    case 'clear':
      return session.clear()
    case 'select-lane':
      return session.select(
        editor.keysOf(active.lane).map((_, index) => ({ lane: active.lane, index })),
        active,
      )
  }
}

/** Where a new key goes: to the playhead, or half way to the next key where one is already there. */
function stepForNew(editor: CurriculumEditor, { lane, index }: KeyRef): number {
  const { extent, session, workspace } = editor
  const keys = editor.keysOf(lane)
  if (!keys.some(({ step }) => step === session.playhead)) return session.playhead
  const from = keys[index]?.step ?? 0
  const to = keys[index + 1]?.step ?? extent.steps
  const middle = snapStep((from + to) / 2, extent, workspace.snap)
  return middle > from && middle < to ? middle : Math.round((from + to) / 2)
}

function neighbourOf(
  editor: CurriculumEditor,
  { lane, index }: KeyRef,
  to: 'previous' | 'next' | 'first' | 'last',
): KeyRef {
  const last = editor.keysOf(lane).length - 1
  const places = {
    previous: Math.max(0, index - 1),
    next: Math.min(last, index + 1),
    first: 0,
    last,
  }
  return { lane, index: places[to] }
}

/** Brings the selected keys into view; a single key, or a second time, shows the whole run. */
function fitSelection(editor: CurriculumEditor): void {
  const { session, extent } = editor
  const steps = session.selected.flatMap((ref) => editor.keyAt(ref)?.step ?? [])
  const several = new Set(steps).size > 1
  session.view =
    several && session.view === undefined
      ? fitAround(Math.min(...steps), Math.max(...steps), extent.steps, extent.stepsPerEpoch)
      : undefined
}
