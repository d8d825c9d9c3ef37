import { Menu, type MenuItemConstructorOptions } from 'electron'

/** The native menu, by roles. */
export function installMenu(): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu(process.platform)))
}

export function menu(platform: string): MenuItemConstructorOptions[] {
  const mac: MenuItemConstructorOptions[] = platform === 'darwin' ? [{ role: 'appMenu' }] : []
  return [
    ...mac,
    { role: 'fileMenu' },
    { role: 'editMenu' },
    { role: 'viewMenu' },
    { role: 'windowMenu' },
  ]
}
