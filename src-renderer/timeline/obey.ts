import type { KeyRef } from '#contract'
import type { CurriculumEditor } from '../state/curriculum-editor.svelte.ts'
import type { KeyAction } from './keyboard.ts'
import { fitSelection } from './view-verbs.ts'

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
      return editor.addKeyBeside(active)
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
