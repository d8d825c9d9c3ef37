/** A command that is there whatever screen is shown: in the native menu, the palette and by its keys. */
export interface MenuCommand {
  readonly id: string
  /** Which menu lists it. */
  readonly menu: 'File' | 'Edit' | 'View' | 'Go' | 'Run' | 'Help'
  /** What it does, in the imperative; unambiguous without its menu. */
  readonly title: string
  /** A chord such as `Mod+K`; `Mod` is ⌘ on a Mac, else Ctrl. */
  readonly keys?: string
  /** Further chords for the same, shown nowhere. */
  readonly otherKeys?: readonly string[]
}

/**
 * The commands of the frame, once for the shell's menu and the screens' palette. The shell passes the id
 * of the chosen one on to the page, which knows what it does.
 */
export const menuCommands = [
  { id: 'curriculum.new', menu: 'File', title: 'New curriculum', keys: 'Alt+N' },
  { id: 'bundle.import', menu: 'File', title: 'Import a bundle' },
  { id: 'model.import', menu: 'File', title: 'Import an ONNX model' },
  { id: 'go.settings', menu: 'File', title: 'Go to settings', keys: 'Mod+,' },
  { id: 'edit.undo', menu: 'Edit', title: 'Undo', keys: 'Mod+Z' },
  { id: 'edit.redo', menu: 'Edit', title: 'Redo', keys: 'Mod+Shift+Z', otherKeys: ['Mod+Y'] },
  { id: 'palette.open', menu: 'View', title: 'Find a command', keys: 'Mod+K' },
  { id: 'theme.system', menu: 'View', title: 'Use the system’s theme' },
  { id: 'theme.light', menu: 'View', title: 'Use the light theme' },
  { id: 'theme.dark', menu: 'View', title: 'Use the dark theme' },
  // In the order of the rail.
  { id: 'go.home', menu: 'Go', title: 'Go home', keys: 'Alt+1' },
  { id: 'go.curricula', menu: 'Go', title: 'Go to curricula', keys: 'Alt+2' },
  { id: 'go.laboratory', menu: 'Go', title: 'Go to the laboratory', keys: 'Alt+3' },
  { id: 'go.queue', menu: 'Go', title: 'Go to the queue', keys: 'Alt+4' },
  { id: 'go.runs', menu: 'Go', title: 'Go to runs', keys: 'Alt+5' },
  { id: 'go.comparison', menu: 'Go', title: 'Go to the comparison', keys: 'Alt+6' },
  { id: 'go.figures', menu: 'Go', title: 'Go to figures', keys: 'Alt+7' },
  { id: 'go.reports', menu: 'Go', title: 'Go to reports', keys: 'Alt+8' },
  { id: 'go.theory', menu: 'Go', title: 'Go to the theory', keys: 'Alt+9' },
  { id: 'study.start', menu: 'Run', title: 'Run the sample study' },
  { id: 'queue.pause', menu: 'Run', title: 'Pause all runs' },
  { id: 'queue.resume', menu: 'Run', title: 'Resume all paused and interrupted runs' },
  { id: 'help.open', menu: 'Help', title: 'Open help on this screen', keys: 'F1' },
  { id: 'help.keys', menu: 'Help', title: 'Show all shortcuts', keys: '?' },
  { id: 'help.tour', menu: 'Help', title: 'Take the tour' },
] as const satisfies readonly MenuCommand[]

export type MenuCommandId = (typeof menuCommands)[number]['id']
