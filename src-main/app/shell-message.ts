/** What a page may tell the shell, checked; nothing of it is trusted. */
export type ShellMessage =
  | {
      readonly tells: 'notice'
      readonly title: string
      readonly body: string
      readonly route: string
    }
  | { readonly tells: 'progress'; readonly share: number | null }
  | ({ readonly tells: 'steps' } & Steps)
  | { readonly tells: 'commands'; readonly commands: readonly ScreenCommand[] }
  /** A whole HTML document to be printed. */
  | { readonly tells: 'print'; readonly name: string; readonly html: string }

/** What undo and redo would do now, in the words of the page; null where it knows nothing. */
export interface Steps {
  readonly undo: string | null
  readonly redo: string | null
}

/** A command of the screen that is shown, for the native menu. */
export interface ScreenCommand {
  readonly id: string
  readonly title: string
  /** The menu that lists it; after a colon a menu within: "Timeline: lane". */
  readonly group: string
  readonly keys: string | null
  readonly isEnabled: boolean
}

/** More than any screen has. */
const mostCommands = 300

const longest = { title: 120, body: 400, route: 200, step: 60, html: 50_000_000 }

/** The message, with its texts cut to what a corner of a screen holds; undefined for anything else. */
export function readShellMessage(data: unknown): ShellMessage | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  const { tells, title, body, route, share, undo, redo, name, html } = data as Record<
    string,
    unknown
  >
  if (tells === 'print') {
    const isPrint = typeof name === 'string' && typeof html === 'string'
    if (!isPrint || html.length > longest.html) return undefined
    // It becomes the name of a file.
    return { tells, name: name.replace(/[^\w-]+/g, '-').slice(0, longest.title), html }
  }
  if (tells === 'steps') {
    const isStep = (step: unknown): step is string | null =>
      step === null || typeof step === 'string'
    if (!isStep(undo) || !isStep(redo)) return undefined
    return { tells, undo: cut(undo), redo: cut(redo) }
  }
  if (tells === 'commands') {
    const { commands } = data as { commands?: unknown }
    if (!Array.isArray(commands) || commands.length > mostCommands) return undefined
    const read = commands.map(readCommand)
    return read.every((command) => command !== undefined) ? { tells, commands: read } : undefined
  }
  if (tells === 'progress') {
    const isShare = share === null || (typeof share === 'number' && share >= 0 && share <= 1)
    return isShare ? { tells, share } : undefined
  }
  if (tells !== 'notice') return undefined
  if (typeof title !== 'string' || typeof body !== 'string' || typeof route !== 'string')
    return undefined
  // A route is a place within the page, never an address.
  if (!route.startsWith('#/') || route.length > longest.route) return undefined
  return { tells, title: title.slice(0, longest.title), body: body.slice(0, longest.body), route }
}

function readCommand(data: unknown): ScreenCommand | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  const { id, title, group, keys, isEnabled } = data as Record<string, unknown>
  const areTexts = typeof id === 'string' && typeof title === 'string' && typeof group === 'string'
  if (!areTexts || typeof isEnabled !== 'boolean' || id.length > longest.title) return undefined
  if (keys !== null && typeof keys !== 'string') return undefined
  const [name, within] = [title.slice(0, longest.title), group.slice(0, longest.step)]
  return { id, title: name, group: within, keys, isEnabled }
}

function cut(step: string | null): string | null {
  return step && step.slice(0, longest.step)
}
