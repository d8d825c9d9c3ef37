/** What jsdom lacks and the screens ask of a browser; a canvas stays blank. */

class NoMatch extends EventTarget implements MediaQueryList {
  readonly matches = false
  readonly media: string
  onchange = null

  constructor(media: string) {
    super()
    this.media = media
  }

  addListener(): void {}

  removeListener(): void {}
}

window.matchMedia = (media) => new NoMatch(media)
window.scrollTo = () => {}
Element.prototype.scrollTo = () => {}
HTMLCanvasElement.prototype.getContext = () => null
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true
}
HTMLDialogElement.prototype.close = function close() {
  this.open = false
  this.dispatchEvent(new Event('close'))
}
globalThis.ResizeObserver ??= class {
  observe(): void {}

  unobserve(): void {}

  disconnect(): void {}
}
