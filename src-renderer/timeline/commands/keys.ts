import type { Easing } from '#contract'
import type { CurriculumEditor } from '../../state/curriculum-editor.svelte.ts'
import { bendAt } from '../segment-edits.ts'
import { scaleSelection } from '../time-edits.ts'
import { inGroup, type Command, type CommandActs, type Deed } from './command.ts'

const ease: Easing = { bezier: [0.42, 0, 0.58, 1] }

export function keyCommands(editor: CurriculumEditor, acts: CommandActs): readonly Command[] {
  const hasKey = (): boolean => editor.active !== undefined && !editor.isLocked(editor.active.lane)
  const hasMany = (): boolean => editor.selected.length > 1
  const easeBy = (id: string, title: string, keys: string, easing: Easing): Deed => ({
    ...{ id, title, keys, isEnabled: hasKey },
    run: () => editor.setEasing(easing),
  })
  const bend = (by: number): void => {
    const { active } = editor
    if (active) editor.apply(bendAt(editor.document.spec, active, by), 'bend')
  }
  const stretch = (way: -1 | 1): void => {
    const steps = editor.selected.flatMap((ref) => editor.keyAt(ref)?.step ?? [])
    const [first, last] = [Math.min(...steps), Math.max(...steps)]
    const unit = editor.workspace.snap ? editor.extent.stepsPerEpoch : 1
    if (first === last) return
    const factor = (last - first + way * unit) / (last - first)
    const { spec } = editor.document
    editor.apply(scaleSelection(spec, editor.selected, first, Math.max(0, factor)), 'stretch')
  }
  return inGroup('Keys', [
    {
      id: 'keys.add',
      title: 'Add a key',
      keys: 'A',
      isHeardByScreen: true,
      isEnabled: hasKey,
      run: () => editor.active && editor.addKeyBeside(editor.active),
    },
    {
      id: 'keys.edit',
      title: 'Set the exact value',
      keys: 'Enter',
      isHeardByScreen: true,
      isEnabled: hasKey,
      run: acts.editValue,
    },
    {
      id: 'keys.remove',
      title: 'Remove the keys',
      keys: 'Delete',
      isHeardByScreen: true,
      isEnabled: hasKey,
      run: () => editor.removeSelected(),
    },
    easeBy('keys.hold', 'Hold to the next key', '1', 'hold'),
    easeBy('keys.linear', 'Go straight to the next key', '2', 'linear'),
    easeBy('keys.ease', 'Curve to the next key', '3', ease),
    { id: 'keys.bendUp', title: 'Bend early', keys: ')', isEnabled: hasKey, run: () => bend(0.1) },
    {
      id: 'keys.bendDown',
      title: 'Bend late',
      keys: '(',
      isEnabled: hasKey,
      run: () => bend(-0.1),
    },
    {
      id: 'keys.shrink',
      title: 'Squeeze the selection in time',
      keys: '[',
      isEnabled: hasMany,
      run: () => stretch(-1),
    },
    {
      id: 'keys.stretch',
      title: 'Stretch the selection in time',
      keys: ']',
      isEnabled: hasMany,
      run: () => stretch(1),
    },
  ])
}
