import type { Page } from 'playwright-core'

/** Drags a file over the window and, unless told not to, lets it fall. */
export async function dropFile(
  page: Page,
  bytes: Uint8Array,
  name: string,
  falls = true,
): Promise<void> {
  await page.evaluate(
    ([base64, called, isDropped]) => {
      const transfer = new DataTransfer()
      const contents = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      transfer.items.add(new File([contents], called))
      const target = document.querySelector('main') ?? document.body
      for (const kind of isDropped ? ['drop'] : ['dragenter', 'dragover']) {
        const event = { bubbles: true, cancelable: true, dataTransfer: transfer }
        target.dispatchEvent(new DragEvent(kind, event))
      }
    },
    [Buffer.from(bytes).toString('base64'), name, falls] as const,
  )
}
