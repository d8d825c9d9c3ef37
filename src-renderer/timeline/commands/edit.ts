import type { CurriculumEditor } from '../../state/curriculum-editor.svelte.ts'
import { copied, pasteAt } from '../time-edits.ts'
import { isTextField } from '../../commands/index.ts'
import { inGroup, type Command } from './command.ts'

export function historyCommands(editor: CurriculumEditor): readonly Command[] {
  const { document: doc } = editor
  return inGroup('Edit', [
    {
      id: 'curriculum.undo',
      title: 'Undo',
      keys: 'Mod+Z',
      isListedOnly: true,
      isEnabled: () => doc.undoLabel !== undefined,
      run: () => editor.undo(),
    },
    {
      id: 'curriculum.redo',
      title: 'Redo',
      keys: 'Mod+Shift+Z',
      isListedOnly: true,
      isEnabled: () => doc.redoLabel !== undefined,
      run: () => editor.redo(),
    },
  ])
}

/** Whether copying and pasting is meant for keys: not while text is selected or written. */
function isOfTimeline(): boolean {
  const isMarked = getSelection()?.isCollapsed === false
  return !isMarked && !isTextField(document.activeElement)
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
  return inGroup('Edit', [
    {
      id: 'keys.copy',
      title: 'Copy keys',
      keys: 'Mod+C',
      isEnabled: hasKeys,
      run: copy,
    },
    {
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
      id: 'keys.paste',
      title: 'Paste keys at the playhead',
      keys: 'Mod+V',
      isEnabled: () => workspace.clipboard.length > 0 && isOfTimeline(),
      run: () => paste(false),
    },
    {
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
