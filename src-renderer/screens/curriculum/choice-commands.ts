import { laneKinds, laneNames, presets, type LaneName } from '#contract'
import type { Command } from '../../commands/index.ts'
import type { CurriculumEditor } from '../../state/curriculum-editor.svelte.ts'
import type { EditorLayout } from '../../state/curriculum-workspace.svelte.ts'
import { laneWords } from '../../wording/index.ts'
import { presetChoices, strengthOf } from './presets.ts'

const layouts: Readonly<Record<EditorLayout, string>> = {
  timeline: 'Show the timeline',
  json: 'Show JSON',
  both: 'Show the timeline and JSON',
}

/** What the editor's menus offer to choose from, for those who write what they want. */
export function choiceCommands(editor: CurriculumEditor): readonly Command[] {
  const presetOf = (id: string) =>
    presetChoices(editor.document.spec).find((choice) => choice.id === id)
  return [
    ...presets.map(({ id, label }) => ({
      ...{ id: `preset.${id}`, title: `Insert the preset ${label}`, group: 'Timeline: preset' },
      isEnabled: () => presetOf(id)?.disabled === false,
      run: () => insertPreset(editor, id),
    })),
    ...laneNames.map((lane) => ({
      ...{ id: `lane.add.${lane}`, title: `Add the lane ${laneWords[lane].title}` },
      ...{ group: 'Timeline: lane', isEnabled: () => !editor.lanes.includes(lane) },
      run: () => addLane(editor, lane),
    })),
    ...Object.entries(layouts).map(([layout, title]) => ({
      ...{ id: `layout.${layout}`, title, group: 'Timeline: view' },
      isEnabled: () => editor.workspace.layout !== layout,
      run: () => (editor.workspace.layout = layout as EditorLayout),
    })),
  ]
}

export function insertPreset(editor: CurriculumEditor, id: string): void {
  const preset = presetChoices(editor.document.spec).find((choice) => choice.id === id)
  if (preset) editor.replace(`Preset ${preset.label}`, preset.spec)
}

/** A lane begins at the strength a preset would give it. */
export function addLane(editor: CurriculumEditor, lane: LaneName): void {
  const strength: Partial<Record<LaneName, number>> = strengthOf(editor.document.spec)
  editor.addLane(lane, strength[lane] ?? laneKinds[lane].otherwise)
}
