/**
 * What the page tells the desktop's shell, if there is one: messages to its own window, which the preload
 * script passes on. In a browser nobody listens.
 */
export interface Shell {
  /** Shows a desktop notification, unless the window has the focus; a click on it shows the route. */
  tell(notice: { readonly title: string; readonly body: string; readonly route: string }): void
  /** How far the work is, 0 to 1, for the dock and against the machine's sleep; null when idle. */
  progress(share: number | null): void
  /** What the Edit menu calls undo and redo: the step they are about, where there is one. */
  steps(undo: string | null, redo: string | null): void
  /** What the open screen can do, for the native menu. */
  commands(commands: readonly ListedCommand[]): void
  /** Prints a document as PDF to where the person says. */
  print(name: string, html: string): void
}

/** A command of a screen as the native menu lists it. */
export interface ListedCommand {
  readonly id: string
  readonly title: string
  readonly group: string
  readonly keys: string | null
  readonly isEnabled: boolean
}

export function shellOf(page: Window): Shell {
  const post = (message: object) => page.postMessage({ kind: 'shell', ...message }, page.origin)
  return {
    tell: (notice) => post({ tells: 'notice', ...notice }),
    progress: (share) => post({ tells: 'progress', share }),
    steps: (undo, redo) => post({ tells: 'steps', undo, redo }),
    commands: (commands) => post({ tells: 'commands', commands }),
    print: (name, html) => post({ tells: 'print', name, html }),
  }
}
