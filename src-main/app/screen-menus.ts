import type { MenuItemConstructorOptions } from 'electron'
import { acceleratorOf } from './accelerator.ts'
import type { ScreenCommand } from './shell-message.ts'

type Item = MenuItemConstructorOptions

/**
 * A menu for each group of the open screen's commands, in the order in which they come. The page hears
 * their keys itself; a Mac registers every key it shows, so there only chords that no field could take.
 */
export function screenMenus(
  platform: string,
  commands: readonly ScreenCommand[],
  run: (id: string) => void,
): Item[] {
  const menus = new Map<string, Map<string, Item[]>>()
  for (const command of commands) {
    const [menu = '', within = ''] = command.group.split(/: */)
    const groups = menus.get(menu) ?? new Map<string, Item[]>()
    menus.set(menu, groups)
    groups.set(within, [...(groups.get(within) ?? []), itemOf(platform, command, run)])
  }
  return [...menus].map(([label, groups]) => ({
    label: plain(label),
    submenu: [...groups].flatMap(([within, items]) =>
      within === '' ? items : [{ label: plain(capital(within)), submenu: items }],
    ),
  }))
}

function itemOf(
  platform: string,
  { id, title, keys, isEnabled }: ScreenCommand,
  run: (id: string) => void,
): Item {
  const isShown = platform !== 'darwin' || keys?.includes('Mod+') === true
  const accelerator = isShown ? acceleratorOf(keys) : undefined
  return {
    ...{ label: plain(title), enabled: isEnabled, click: () => run(id) },
    ...(accelerator !== undefined && { accelerator, registerAccelerator: false }),
  }
}

/** A lone & would underline the letter after it. */
function plain(text: string): string {
  return text.replace(/&/g, '&&')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
