import type { MenuItemConstructorOptions } from 'electron'

/** What a menu item asks for that Electron has no role for. */
export interface Actions {
  /** Shows a screen, by its address within the page. */
  readonly show: (route: string) => void
  readonly openDataFolder: () => void
}

/** The native menu: Electron's roles, and every screen under a name. */
export function menu(platform: string, actions: Actions): MenuItemConstructorOptions[] {
  const { show, openDataFolder } = actions
  const isMac = platform === 'darwin'
  const settings: MenuItemConstructorOptions = {
    label: 'Settings',
    accelerator: 'CmdOrCtrl+,',
    click: () => show('#/settings'),
  }
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        { label: 'Home', click: () => show('#/') },
        { label: 'Open Data Folder', click: openDataFolder },
        settings,
        { type: 'separator' },
        { role: isMac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    { role: 'viewMenu' },
    {
      label: '&Run',
      submenu: [
        { label: 'Curricula', accelerator: 'CmdOrCtrl+1', click: () => show('#/curricula') },
        { label: 'Runs', accelerator: 'CmdOrCtrl+2', click: () => show('#/runs') },
        { label: 'Compare', accelerator: 'CmdOrCtrl+3', click: () => show('#/compare') },
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: [{ role: 'about' }] },
  ]
}
