import type { MenuItemConstructorOptions } from 'electron'
import { menuCommands, type MenuCommand } from '#command'
import { screenMenus } from './screen-menus.ts'
import { acceleratorOf } from './accelerator.ts'
import type { ScreenCommand, Steps } from './shell-message.ts'

/** What a menu item asks for that Electron has no role for. */
export interface Actions {
  /** Has the page run one of its commands. */
  readonly command: (id: string) => void
  readonly openDataFolder: () => void
}

type Item = MenuItemConstructorOptions
const none: Steps = { undo: null, redo: null }

/**
 * The native menu: Electron's roles, and every command of the frame and of the screen that is shown,
 * under the page's own name for it.
 * @param steps what undo and redo would do now.
 */
export function menu(
  platform: string,
  actions: Actions,
  steps: Steps = none,
  ofScreen: readonly ScreenCommand[] = [],
): Item[] {
  const isMac = platform === 'darwin'
  const listed = (name: MenuCommand['menu']): Item[] =>
    menuCommands
      .filter((command) => command.menu === name)
      .map((command) => itemOf(command, actions.command))
  const verbs: Readonly<Record<string, string | null>> = {
    'edit.undo': steps.undo,
    'edit.redo': steps.redo,
  }
  const history = menuCommands
    .filter(({ menu }) => menu === 'Edit')
    .map((command): Item => {
      const item = itemOf(command, actions.command)
      const step = verbs[command.id] ?? ''
      // A Mac's text fields have no undo of their own: there the menu listens, after the page.
      return { ...item, label: `${command.title} ${step}`.trim(), registerAccelerator: isMac }
    })
  const separator: Item = { type: 'separator' }
  const files: Item = { label: 'Open Data Folder', click: actions.openDataFolder }
  const looks: Item[] = [
    ...(['resetZoom', 'zoomIn', 'zoomOut'] as const).map((role) => ({ role })),
    ...[separator, { role: 'togglefullscreen' } as const],
  ]
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [...listed('File'), files, separator, { role: isMac ? 'close' : 'quit' }],
    },
    {
      label: '&Edit',
      submenu: [
        ...[...history, separator],
        ...(['cut', 'copy', 'paste', 'delete', 'selectAll'] as const).map((role) => ({ role })),
      ],
    },
    { label: '&View', submenu: [...listed('View'), separator, ...looks] },
    { label: '&Go', submenu: listed('Go') },
    { label: '&Run', submenu: listed('Run') },
    ...screenMenus(platform, ofScreen, actions.command),
    { role: 'windowMenu' },
    { role: 'help', submenu: [...listed('Help'), separator, { role: 'about' }] },
  ]
}

/** The page listens to the keys itself; the menu only shows them, or each would be obeyed twice. */
function itemOf({ id, title, keys }: MenuCommand, run: (id: string) => void): Item {
  const accelerator = acceleratorOf(keys ?? null)
  return {
    label: title,
    click: () => run(id),
    ...(accelerator !== undefined && { accelerator, registerAccelerator: false }),
  }
}
