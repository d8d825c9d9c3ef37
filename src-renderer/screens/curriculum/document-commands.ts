import type { Command } from '../../commands/index.ts'
import type { CurriculumDocument } from '../../state/curriculum-document.svelte.ts'
import type { Asking } from './asking.ts'
import type { ExportKind } from './export.ts'

/** What the screen does for a command about the whole curriculum. */
export interface DocumentActs {
  readonly save: () => void
  readonly ask: (about: Asking) => void
  readonly revert: () => void
  readonly duplicate: () => void
  readonly importFile: () => void
  readonly exportAs: (kind: ExportKind) => void
}

export interface DocumentCommand extends Command {
  /** What is worth knowing before it is chosen. */
  readonly hint?: string
  /** Whether “More” lists it; others have a button of their own. */
  readonly isInMenu: boolean
}

/** What can be done with the open curriculum as a whole. */
export function documentCommands(
  doc: CurriculumDocument,
  acts: DocumentActs,
): readonly DocumentCommand[] {
  const inMenu = (id: string, title: string, run: () => void, hint?: string): DocumentCommand => ({
    ...{ id: `curriculum.${id}`, title, group: 'Curriculum', isInMenu: true, run },
    ...(hint !== undefined && { hint }),
  })
  const asked = (about: Asking, title: string, hint?: string): DocumentCommand =>
    inMenu(about, title, () => acts.ask(about), hint)
  const exported = (kind: ExportKind, hint?: string): DocumentCommand =>
    inMenu(kind, `Export ${kind.toUpperCase()}`, () => acts.exportAs(kind), hint)
  return [
    {
      ...inMenu('save', 'Save', acts.save),
      ...{ keys: 'Mod+S', isInMenu: false, isEnabled: () => doc.isEdited },
    },
    { ...asked('train', 'Train…'), keys: 'Mod+Enter', isInMenu: false },
    asked('rename', 'Rename…'),
    asked('copy', 'Save as…', 'A copy under another name'),
    inMenu('duplicate', 'Duplicate', acts.duplicate, 'A copy with its differences in sight'),
    asked('versions', 'Versions…', 'Every saved state, to look at or restore'),
    { ...inMenu('revert', 'Revert to saved', acts.revert), isEnabled: () => doc.isEdited },
    inMenu('import', 'Import JSON…', acts.importFile, 'Or drop a file on the timeline'),
    exported('json'),
    exported('svg', 'The timeline as a drawing'),
    exported('png'),
    asked('delete', 'Delete…'),
  ]
}
