import { writeFile } from 'node:fs/promises'
import { BrowserWindow, dialog, session } from 'electron'
import { home, scheme } from './origin.ts'

/**
 * Prints a document of the page's as PDF, to where the person says. It is shown in a window of its own
 * that nobody sees, runs no script, and is answered with this document and nothing else.
 */
export async function printDocument(name: string, html: string): Promise<void> {
  try {
    const pdf = await pdfOf(html)
    const filters = [{ name: 'PDF', extensions: ['pdf'] }]
    const { filePath } = await dialog.showSaveDialog({ defaultPath: `${name}.pdf`, filters })
    if (filePath) await writeFile(filePath, pdf)
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    const message = 'The report was not printed'
    await dialog.showMessageBox({ type: 'error', title: 'Cusp', message, detail })
  }
}

/** Documents printed so far: each is shown in a session of its own, so that none answers for another. */
let printed = 0

async function pdfOf(html: string): Promise<Buffer> {
  // Without `persist:` a session is in memory and leaves nothing behind.
  const partition = `print-${++printed}`
  const own = session.fromPartition(partition)
  own.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: !url.startsWith(home) && !url.startsWith('data:') }),
  )
  own.protocol.handle(scheme, () => {
    const headers = { 'Content-Type': 'text/html; charset=utf-8' }
    return new Response(html, { headers })
  })
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      ...{ partition, javascript: false, sandbox: true, contextIsolation: true },
      ...{ nodeIntegration: false, webviewTag: false, spellcheck: false },
    },
  })
  try {
    await window.loadURL(home)
    return await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true })
  } finally {
    window.destroy()
  }
}
