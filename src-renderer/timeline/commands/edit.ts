import type { CurriculumEditor } from '../../state/curriculum-editor.svelte.ts'
import { copied, pasteAt } from '../time-edits.ts'
import { inGroup, type Command } from './command.ts'

/** Whether copying and pasting is meant for keys: not while text of the page is marked. */
function isOfTimeline(): boolean {
  return getSelection()?.isCollapsed !== false
}

export function clipboardCommands(editor: CurriculumEditor): readonly Command[] {
  const { workspace } = editor
  const hasKeys = (): boolean => editor.selected.length > 0 && isOfTimeline()
  const copy = (): void => {
    workspace.clipboard = copied(editor.document.spec, editor.selected)
  }
  const paste = (isHere: boolean): void => {
    const lane = isHere ? editor.active?.lane : undefined
    const keys = workspace.clipboard.filter(({ lane: from }) => !editor.isLocked(lane ?? from))
    if (keys.length === 0) return
    editor.apply(pasteAt(editor.document.spec, keys, editor.playhead, lane))
  }
  const own = { yieldsToFields: true } as const
  return inGroup('Edit', [
    {
      ...own,
      id: 'keys.copy',
      title: 'Copy keys',
      keys: 'Mod+C',
      isEnabled: hasKeys,
      run: copy,
    },
    {
      ...own,
      id: 'keys.cut',
      title: 'Cut keys',
      keys: 'Mod+X',
      isEnabled: hasKeys,
      run: () => {
        copy()
        editor.removeSelected()
      },
    },
    {
      ...own,
      id: 'keys.paste',
      title: 'Paste keys at the playhead',
      keys: 'Mod+V',
      isEnabled: () => workspace.clipboard.length > 0 && isOfTimeline(),
      run: () => paste(false),
    },
    {
      ...own,
      id: 'keys.pasteInto',
      title: 'Paste keys into this lane',
      keys: 'Mod+Shift+V',
      isEnabled: () =>
        workspace.clipboard.length > 0 && editor.active !== undefined && isOfTimeline(),
      run: () => paste(true),
    },
    {
      id: 'keys.selectAll',
      title: 'Select every key',
      keys: 'Mod+Shift+A',
      run: () =>
        editor.session.select(
          editor.lanes.flatMap((lane) => editor.keysOf(lane).map((_, index) => ({ lane, index }))),
        ),
    },
  ])
}
