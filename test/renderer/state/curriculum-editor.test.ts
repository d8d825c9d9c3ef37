import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { laneKinds, laneNames, type RunSpec } from '#contract'
import { CurriculumDocument } from '../../../src-renderer/state/curriculum-document.svelte.ts'
import { CurriculumEditor } from '../../../src-renderer/state/curriculum-editor.svelte.ts'
import { CurriculumWorkspace } from '../../../src-renderer/state/curriculum-workspace.svelte.ts'
import { sampleSpec } from '../screens/curriculum/sample-spec.ts'

const ref = (lane: 'epsilon' | 'rotation', index: number) => ({ lane, index })

function open(spec: RunSpec = sampleSpec()): CurriculumEditor {
  localStorage.clear()
  return new CurriculumEditor(new CurriculumDocument('a', spec), new CurriculumWorkspace())
}

const command = fc.oneof(
  fc.record({
    do: fc.constant('add' as const),
    lane: fc.constantFrom(...laneNames),
    step: fc.integer({ min: 0, max: 200 }),
    value: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  fc.record({
    do: fc.constant('nudge' as const),
    heading: fc.constantFrom('left', 'right', 'up', 'down'),
    pace: fc.constantFrom('fine', 'normal', 'coarse'),
  }),
  fc.record({
    do: fc.constant('drag' as const),
    steps: fc.integer({ min: -300, max: 300 }),
    value: fc.double({ min: -1, max: 1, noNaN: true }),
  }),
  fc.record({ do: fc.constantFrom('remove' as const, 'undo' as const, 'redo' as const) }),
  fc.record({
    do: fc.constant('select' as const),
    lane: fc.constantFrom('epsilon' as const, 'rotation' as const),
    index: fc.integer({ min: 0, max: 3 }),
  }),
)
type Command = typeof command extends fc.Arbitrary<infer Value> ? Value : never

function perform(editor: CurriculumEditor, todo: Command): void {
  switch (todo.do) {
    case 'add':
      return editor.addKey(todo.lane, todo.step, todo.value)
    case 'nudge':
      return editor.nudge(todo.heading, todo.pace)
    case 'drag':
      editor.drag({ steps: todo.steps, value: todo.value })
      return editor.drop()
    case 'remove':
      return editor.removeSelected()
    case 'undo':
      return editor.undo()
    case 'redo':
      return editor.redo()
    case 'select':
      if (editor.keyAt({ lane: todo.lane, index: todo.index })) editor.focusKey(todo)
  }
}

function expectSound(editor: CurriculumEditor): void {
  for (const lane of laneNames) {
    const keys = editor.keysOf(lane)
    const { lowest, highest } = laneKinds[lane]
    keys.forEach(({ step, value }, i) => {
      expect(step).toBeGreaterThan(keys[i - 1]?.step ?? -1)
      expect(step).toBeLessThanOrEqual(editor.extent.steps)
      expect(value).toBeGreaterThanOrEqual(lowest)
      expect(value).toBeLessThanOrEqual(highest)
    })
  }
  for (const key of editor.selected) expect(editor.keyAt(key)).toBeDefined()
}

describe('state/curriculum-editor', () => {
  it('keeps keys sound under any commands and goes back to the original by undo', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 25 }), (commands) => {
        const spec = sampleSpec()
        const editor = open(spec)
        for (const todo of commands) {
          perform(editor, todo)
          expectSound(editor)
        }
        while (editor.document.undoLabel !== undefined) editor.undo()
        expect(editor.document.spec).toBe(spec)
      }),
      { numRuns: 60 },
    )
  })

  it('shows a drag without a step of history and makes it one when it is dropped', () => {
    const editor = open()
    editor.focusKey(ref('epsilon', 1))
    editor.drag({ steps: 20, value: 0 })
    editor.drag({ steps: 40, value: 1 / 255 })
    expect(editor.keysOf('epsilon')[1]?.step).toBe(120)
    expect(editor.document.undoLabel).toBeUndefined()
    editor.drop()
    expect(editor.document.undoLabel).toBe('Move key')
    editor.undo()
    expect(editor.keysOf('epsilon')[1]?.step).toBe(80)
    expect(editor.document.undoLabel).toBeUndefined()
  })

  it('discards a cancelled drag', () => {
    const editor = open()
    const { spec } = editor
    editor.focusKey(ref('epsilon', 1))
    editor.drag({ steps: 20, value: 0 })
    editor.cancelDrag()
    expect(editor.spec).toBe(spec)
    expect(editor.document.undoLabel).toBeUndefined()
  })

  it('keeps hold of the dragged key when it passes its neighbour', () => {
    const editor = open()
    editor.focusKey(ref('epsilon', 1))
    editor.drag({ steps: 80, value: 0 })
    expect(editor.active).toEqual(ref('epsilon', 2))
    editor.drop()
    expect(editor.session.active).toEqual(ref('epsilon', 2))
    expect(editor.session.playhead).toBe(160)
  })

  it('makes a run of nudges one step back, and another key’s nudges another', () => {
    const editor = open()
    editor.focusKey(ref('epsilon', 1))
    editor.nudge('right', 'normal')
    editor.nudge('up', 'normal')
    editor.focusKey(ref('epsilon', 2))
    editor.nudge('down', 'normal')
    editor.undo()
    expect(editor.keysOf('epsilon')[1]).toMatchObject({ step: 100, value: 5 / 255 })
    editor.undo()
    expect(editor.keysOf('epsilon')[1]).toMatchObject({ step: 80, value: 4 / 255 })
  })

  it('nudges over a key in the way instead of replacing it', () => {
    const editor = open()
    editor.addKey('epsilon', 100, 0)
    editor.focusKey(ref('epsilon', 1))
    editor.nudge('right', 'normal')
    expect(editor.keysOf('epsilon').map(({ step }) => step)).toEqual([0, 100, 120, 140])
    expect(editor.session.active).toEqual(ref('epsilon', 2))
  })

  it('stays where it is where there is no free place left', () => {
    const editor = open()
    editor.focusKey(ref('rotation', 1))
    editor.nudge('right', 'normal')
    expect(editor.document.undoLabel).toBeUndefined()
  })

  it('selects what it added and adds the next half way on', () => {
    const editor = open()
    editor.addKey('rotation', 100, 45)
    expect(editor.session.selected).toEqual([ref('rotation', 1)])
    editor.addKeyBeside(ref('rotation', 1))
    expect(editor.keysOf('rotation').map(({ step }) => step)).toEqual([0, 100, 160, 200])
  })

  it('moves keys of two lanes in time and the touched lane in value', () => {
    const editor = open()
    editor.session.select([ref('rotation', 0), ref('epsilon', 1)], ref('epsilon', 1))
    editor.drag({ steps: 20, value: 4 / 255 })
    editor.drop()
    expect(editor.keysOf('rotation')[0]).toMatchObject({ step: 20, value: 30 })
    expect(editor.keysOf('epsilon')[1]).toMatchObject({ step: 100, value: 8 / 255 })
    expect(editor.session.active).toEqual(ref('epsilon', 1))
  })

  it('gives an exact value to all selected keys of the lane and to no other', () => {
    const editor = open()
    const keys = [ref('epsilon', 1), ref('rotation', 0), ref('epsilon', 2)]
    editor.session.select(keys)
    editor.setValue(ref('epsilon', 2), 6 / 255)
    expect(editor.keysOf('epsilon').map(({ value }) => value)).toEqual([0, 6 / 255, 6 / 255])
    expect(editor.keysOf('rotation')[0]?.value).toBe(30)
    expect(editor.session.selected).toHaveLength(3)
    expect(editor.session.active).toEqual(ref('epsilon', 2))
    editor.undo()
    expect(editor.document.undoLabel).toBeUndefined()
  })

  it('forgets a selection that undo took away', () => {
    const editor = open()
    editor.addKey('rotation', 100, 45)
    editor.focusKey(ref('rotation', 2))
    editor.undo()
    expect(editor.session.selected).toEqual([])
    expect(editor.active).toBeUndefined()
  })
})
