import type { Command } from './commands/index.ts'

/** Where a menu opens, what it offers, and what gets the focus back. */
export interface MenuPlace {
  readonly x: number
  readonly y: number
  readonly groups: ReadonlySet<Command['group']>
  readonly from: HTMLElement | SVGElement | undefined
}

/** The menu for a right click, or for the menu key on what has the focus. */
export function menuAt(event: MouseEvent | KeyboardEvent): MenuPlace {
  const { target } = event
  const on = target instanceof Element ? target : undefined
  const isStage = on?.closest('[data-stage]') != null
  const box = on?.getBoundingClientRect()
  const isPointer = event instanceof MouseEvent && event.clientX + event.clientY > 0
  const [x, y] = isPointer
    ? [event.clientX, event.clientY]
    : [(box?.left ?? 0) + 12, (box?.bottom ?? 0) + 4]
  const focused = document.activeElement
  const isKept = focused instanceof HTMLElement || focused instanceof SVGElement
  const groups: Command['group'][] = isStage ? ['Stage', 'View'] : ['Keys', 'Edit', 'Lane', 'Stage']
  return { x, y, groups: new Set(groups), from: isKept ? focused : undefined }
}
