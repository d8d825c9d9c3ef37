import type { CurriculumEditor } from '../../state/curriculum-editor.svelte.ts'
import { dropStage, makeStage } from '../stage-edits.ts'
import { inGroup, type Command, type CommandActs } from './command.ts'

export function stageCommands(editor: CurriculumEditor, acts: CommandActs): readonly Command[] {
  const { session } = editor
  const hasStage = (): boolean => session.stage !== undefined
  return inGroup('Stage', [
    {
      id: 'stage.split',
      title: 'Make a stage at the playhead',
      keys: 'T',
      run: () => {
        editor.apply(makeStage(editor.document.spec, editor.playhead))
        const at = editor.drawn.stages.findIndex(
          ({ from, to }) => from <= editor.playhead && editor.playhead < to,
        )
        session.stage = at < 0 ? undefined : at
      },
    },
    {
      id: 'stage.rename',
      title: 'Rename the stage',
      keys: 'F2',
      isEnabled: hasStage,
      run: acts.renameStage,
    },
    {
      id: 'stage.remove',
      title: 'Remove the stage',
      isEnabled: hasStage,
      run: () => {
        if (session.stage === undefined) return
        editor.apply(dropStage(editor.document.spec, session.stage))
        session.stage = undefined
      },
    },
  ])
}
