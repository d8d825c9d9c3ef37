import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { CuspError } from '#errors'

/** How long a browser may take for a page that loads nothing, in milliseconds. */
const patience = 120_000

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'msedge']
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/**
 * Prints a document with a Chromium of this machine: `CHROMIUM_PATH`, else the first on `PATH`.
 * @param cache a folder of ours: a browser that is confined may not see the system's temporary one
 * @throws CuspError `report.browser`.
 */
export async function printReport(html: string, cache: string): Promise<Buffer> {
  const browser = findBrowser()
  const folder = await mkdtemp(join(existsSync(cache) ? cache : tmpdir(), 'print-'))
  try {
    const [page, pdf] = [join(folder, 'report.html'), join(folder, 'report.pdf')]
    await writeFile(page, html)
    await promisify(execFile)(browser, flags(folder, page, pdf), { timeout: patience })
    return await readFile(pdf)
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n', 1)[0] : String(error)
    throw new CuspError('report.browser', `${browser} did not print the report: ${why}`, {
      ...{ place: browser, cause: error },
    })
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

function flags(folder: string, page: string, pdf: string): string[] {
  return [
    ...['--headless', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
    ...['--disable-component-update', '--disable-sync', '--disable-extensions'],
    // Root has no sandbox to give; the page runs no script and loads nothing.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...[`--user-data-dir=${join(folder, 'profile')}`, '--no-pdf-header-footer'],
    ...[`--print-to-pdf=${pdf}`, pathToFileURL(page).href],
  ]
}

function findBrowser(): string {
  const asked = process.env['CHROMIUM_PATH']
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const places = [...names.flatMap((name) => folders.map((in_) => join(in_, name))), ...elsewhere]
  const found = asked ?? places.find((place) => existsSync(place))
  if (found !== undefined && existsSync(found)) return found
  const message =
    asked === undefined
      ? 'No Chromium, Chrome or Edge is on this machine to print with; install one, name it in ' +
        'CHROMIUM_PATH, or print from the desktop program. HTML, Markdown and LaTeX need none.'
      : `CHROMIUM_PATH names ${asked}, and nothing is there.`
  throw new CuspError('report.browser', message, { place: 'CHROMIUM_PATH' })
}
