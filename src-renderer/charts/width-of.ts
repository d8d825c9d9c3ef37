import type { Attachment } from 'svelte/attachments'

/**
 * Tells how wide an element is, first and whenever that changes. Asked of the element itself while a
 * screen is being built, its width would lay out the whole page each time; told after the layout
 * that comes anyway, it costs nothing.
 */
export function widthOf(tell: (width: number) => void): Attachment<HTMLElement> {
  return (element) => {
    const observer = new ResizeObserver(() => tell(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }
}
