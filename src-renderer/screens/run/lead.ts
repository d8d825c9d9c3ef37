/** Brings a part of the page into sight and gives it the focus; opens what it is folded into. */
export function lead(id: string): void {
  const part = document.getElementById(id)
  if (!part) return
  part.closest('details')?.setAttribute('open', '')
  part.scrollIntoView({ block: 'center' })
  part.focus({ preventScroll: true })
}
