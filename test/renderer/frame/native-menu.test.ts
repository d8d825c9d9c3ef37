import { describe, expect, it } from 'vitest'
import { menuCommands } from '#contract'
import { commandsOfScreen } from '../../../src-renderer/frame/native-menu.ts'

const run = () => undefined

describe('frame/native-menu', () => {
  it('lists what a screen adds to the frame, with its keys and whether it is possible', () => {
    const [frame] = menuCommands
    const listed = commandsOfScreen([
      { ...frame, group: frame.menu, run },
      { id: 'a', title: 'A', group: 'Timeline: keys', keys: 'M', isEnabled: () => false, run },
      { id: 'b', title: 'B', group: 'Run', run },
    ])
    expect(listed).toEqual([
      { id: 'a', title: 'A', group: 'Timeline: keys', keys: 'M', isEnabled: false },
      { id: 'b', title: 'B', group: 'Run', keys: null, isEnabled: true },
    ])
  })
})
