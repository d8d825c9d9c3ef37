import type { CurriculumEditor } from '../../state/curriculum-editor.svelte.ts'
import { fitSelection, panBy, zoomBy } from '../view-verbs.ts'
import { inGroup, type Command } from './command.ts'

export function viewCommands(editor: CurriculumEditor): readonly Command[] {
  const { workspace, session } = editor
  return inGroup('View', [
    {
      id: 'view.draw',
      title: 'Draw, or select again',
      keys: 'B',
      run: () => (workspace.tool = workspace.tool === 'draw' ? 'select' : 'draw'),
    },
    {
      id: 'view.snapEpochs',
      title: 'Snap to epochs, or not',
      keys: 'E',
      run: () => (workspace.snap = !workspace.snap),
    },
    {
      id: 'view.snapKeys',
      title: 'Snap to other keys, or not',
      keys: 'K',
      run: () => (workspace.snapKeys = !workspace.snapKeys),
    },
    {
      id: 'view.ripple',
      title: 'Take what follows along, or not',
      keys: 'R',
      run: () => (workspace.ripple = !workspace.ripple),
    },
    {
      id: 'view.time',
      title: 'Count steps, or epochs',
      keys: 'U',
      run: () => (workspace.time = workspace.time === 'steps' ? 'epochs' : 'steps'),
    },
    {
      id: 'view.epsilon',
      title: 'Show ε in 255ths, or as a decimal',
      keys: 'Shift+U',
      run: () => (workspace.epsilon = editor.epsilonUnit === 'levels' ? 'decimal' : 'levels'),
    },
    { id: 'view.zoomIn', title: 'Zoom in', keys: '+', run: () => zoomBy(editor, 0.7) },
    { id: 'view.zoomOut', title: 'Zoom out', keys: '-', run: () => zoomBy(editor, 1 / 0.7) },
    {
      id: 'view.left',
      title: 'Slide to earlier steps',
      keys: '<',
      isEnabled: () => session.view !== undefined,
      run: () => panBy(editor, -0.25),
    },
    {
      id: 'view.right',
      title: 'Slide to later steps',
      keys: '>',
      isEnabled: () => session.view !== undefined,
      run: () => panBy(editor, 0.25),
    },
    {
      id: 'view.fit',
      title: 'Fit the selection',
      keys: '.',
      isHeardByScreen: true,
      isEnabled: () => session.selected.length > 1,
      run: () => fitSelection(editor),
    },
    {
      id: 'view.whole',
      title: 'Show the whole run',
      keys: '0',
      isEnabled: () => session.view !== undefined,
      run: () => (session.view = undefined),
    },
  ])
}
