import type { MenuItemConstructorOptions } from 'electron'
import { menuCommands, type MenuCommand } from '#command'

/** What a menu item asks for that Electron has no role for. */
export interface Actions {
  /** Has the page run one of its commands. */
  readonly command: (id: string) => void
  readonly openDataFolder: () => void
}

type Item = MenuItemConstructorOptions

/** The native menu: Electron's roles, and every command of the frame under the page's own name for it. */
export function menu(platform: string, actions: Actions): Item[] {
  const isMac = platform === 'darwin'
  const listed = (name: MenuCommand['menu']): Item[] =>
    menuCommands
      .filter((command) => command.menu === name)
      .map((command) => itemOf(command, actions.command))
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
    { role: 'editMenu' },
    { label: '&View', submenu: [...listed('View'), separator, ...looks] },
    { label: '&Go', submenu: listed('Go') },
    { label: '&Run', submenu: listed('Run') },
    { role: 'windowMenu' },
    { role: 'help', submenu: [...listed('Help'), separator, { role: 'about' }] },
  ]
}

/** The page listens to the keys itself; the menu only shows them, or each would be obeyed twice. */
function itemOf({ id, title, keys }: MenuCommand, run: (id: string) => void): Item {
  const accelerator = keys?.replace('Mod', 'CmdOrCtrl')
  return {
    label: title,
    click: () => run(id),
    ...(accelerator !== undefined && { accelerator, registerAccelerator: false }),
  }
}
