import type { CurriculumEditor } from '../../state/curriculum-editor.svelte.ts'
import type { Command, CommandActs } from './command.ts'
import { clipboardCommands } from './edit.ts'
import { keyCommands } from './keys.ts'
import { laneCommands } from './lanes.ts'
import { stageCommands } from './stages.ts'
import { viewCommands } from './view.ts'

export { listed, type Command } from './command.ts'

/** Everything that can be done on the timeline, as data for keys, menus and a palette. */
export function editorCommands(editor: CurriculumEditor, acts: CommandActs): readonly Command[] {
  return [
    ...clipboardCommands(editor),
    ...keyCommands(editor, acts),
    ...laneCommands(editor),
    ...stageCommands(editor, acts),
    ...viewCommands(editor),
  ]
}
