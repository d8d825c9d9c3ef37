import { describe, expect, it } from 'vitest'
import { CurriculumDocument } from '../../../src-renderer/state/curriculum-document.svelte.ts'
import { CurriculumEditor } from '../../../src-renderer/state/curriculum-editor.svelte.ts'
import { CurriculumWorkspace } from '../../../src-renderer/state/curriculum-workspace.svelte.ts'
import { editorCommands, listed } from '../../../src-renderer/timeline/commands/index.ts'
import { sampleSpec } from '../screens/curriculum/sample-spec.ts'

const acts = { editValue: () => undefined, renameStage: () => undefined }

function open(): { editor: CurriculumEditor; run: (id: string) => void } {
  localStorage.clear()
  const editor = new CurriculumEditor(
    new CurriculumDocument('a', sampleSpec()),
    new CurriculumWorkspace(),
  )
  const commands = listed(
    editorCommands(editor, acts),
    () => true,
    () => undefined,
  )
  return {
    editor,
    run: (id) => {
      const command = commands.find((each) => each.id === id)
      if (!command?.isEnabled?.()) throw new Error(`${id} is not possible now.`)
      command.run()
    },
  }
}

const steps = (editor: CurriculumEditor, lane: 'epsilon' | 'rotation' | 'learningRate') =>
  editor.keysOf(lane).map(({ step }) => step)

describe('timeline/commands', () => {
  it('have ids and keys of their own', () => {
    const { editor } = open()
    const commands = editorCommands(editor, acts)
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length)
    const keys = commands.flatMap((command) => command.keys ?? [])
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('copy keys to the playhead, and into another lane in its own measure', () => {
    const { editor, run } = open()
    editor.session.select([
      { lane: 'epsilon', index: 1 },
      { lane: 'epsilon', index: 2 },
    ])
    run('keys.copy')
    editor.session.playhead = 100
    run('keys.paste')
    expect(steps(editor, 'epsilon')).toEqual([0, 80, 100, 140, 160])
    expect(editor.document.undoLabel).toBe('Paste 2 keys')
    editor.focusKey({ lane: 'rotation', index: 0 })
    editor.session.playhead = 40
    run('keys.pasteInto')
    expect(editor.keysOf('rotation').map(({ value }) => value)).toEqual([30, 45, 90, 90])
    expect(editor.document.undoLabel).toBe('Paste 2 keys into Rotation')
  })

  it('squeeze and stretch a selection, a run of them one step of history', () => {
    const { editor, run } = open()
    editor.session.select([0, 1, 2].map((index) => ({ lane: 'epsilon', index })))
    run('keys.shrink')
    run('keys.shrink')
    expect(steps(editor, 'epsilon')).toEqual([0, 58, 100])
    editor.undo()
    expect(steps(editor, 'epsilon')).toEqual([0, 80, 140])
  })

  it('mute, solo and lock a lane', () => {
    const { editor, run } = open()
    editor.focusKey({ lane: 'rotation', index: 0 })
    run('lane.mute')
    expect(editor.curriculum.lanes.rotation).toBeUndefined()
    expect(editor.keysOf('rotation')).toHaveLength(2)
    run('lane.mute')
    expect(editor.document.spec.curriculum).not.toHaveProperty('muted')
    run('lane.solo')
    expect(editor.muted).toEqual(['epsilon'])
    run('lane.unmuteAll')
    run('lane.lock')
    editor.nudge('up', 'normal')
    editor.removeSelected()
    editor.addKey('rotation', 100)
    expect(editor.keysOf('rotation').map(({ value }) => value)).toEqual([30, 90])
  })

  it('take along what follows while ripple is on', () => {
    const { editor, run } = open()
    run('view.ripple')
    editor.focusKey({ lane: 'epsilon', index: 1 })
    editor.nudge('right', 'normal')
    expect(steps(editor, 'epsilon')).toEqual([0, 100, 160])
    expect(steps(editor, 'learningRate')).toEqual([0, 120])
    expect(editor.drawn.stages.map(({ to }) => to)).toEqual([100, 200])
    expect(editor.document.undoLabel).toBe('Move key and what follows')
  })

  it('make a stage at the playhead and take it away', () => {
    const { editor, run } = open()
    editor.session.playhead = 140
    run('stage.split')
    expect(editor.drawn.stages.map(({ name }) => name)).toEqual(['warm up', 'full', 'full 2'])
    expect(editor.session.stage).toBe(2)
    run('stage.remove')
    expect(editor.drawn.stages).toHaveLength(2)
  })
})
