import type { CurriculumEditor } from '../../state/curriculum-editor.svelte.ts'
import { toggleMute, toggleSolo, unmuteAll } from '../lane-edits.ts'
import { inGroup, type Command } from './command.ts'

export function laneCommands(editor: CurriculumEditor): readonly Command[] {
  const lane = () => editor.active?.lane
  const hasLane = (): boolean => lane() !== undefined
  return inGroup('Lane', [
    {
      id: 'lane.mute',
      title: 'Mute the lane, or let it count',
      keys: 'M',
      isEnabled: hasLane,
      run: () => {
        const name = lane()
        if (name) editor.apply(toggleMute(editor.document.spec, name))
      },
    },
    {
      id: 'lane.solo',
      title: 'Solo the lane',
      keys: 'S',
      isEnabled: hasLane,
      run: () => {
        const name = lane()
        if (name) editor.apply(toggleSolo(editor.document.spec, name))
      },
    },
    {
      id: 'lane.lock',
      title: 'Lock or unlock the lane',
      keys: 'L',
      isEnabled: hasLane,
      run: () => {
        const name = lane()
        if (name) editor.toggleLock(name)
      },
    },
    {
      id: 'lane.unmuteAll',
      title: 'Let every lane count',
      isEnabled: () => editor.muted.length > 0,
      run: () => editor.apply(unmuteAll(editor.document.spec)),
    },
    {
      id: 'lane.remove',
      title: 'Remove the lane',
      isEnabled: hasLane,
      run: () => {
        const name = lane()
        if (name) editor.removeLane(name)
      },
    },
  ])
}
