import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { CuspError } from '#errors'
import { projectRoot } from '#executor'
import type { Loopback } from '#host'
import type { CommonOptions, Context, Exit } from '../context.ts'
import { onInterrupt } from '../interrupt.ts'
import { openBrowser } from '../open-browser.ts'
import { openAlone } from '../session.ts'
import { perform, withCommonOptions } from '../perform.ts'

interface ServeOptions extends CommonOptions {
  readonly port?: string
  readonly open?: true
}

export function addServe(program: Command): void {
  withCommonOptions(program.command('serve'))
    .description('the workbench as a page on 127.0.0.1')
    .option('--port <number>', 'port (default: any that is free)')
    .option('--open', 'open the page in the browser')
    .action((options: ServeOptions) => perform(options, (context) => serve(context, options)))
}

/** Serves until Ctrl-C, which lets running jobs write a checkpoint first. */
async function serve(context: Context, options: ServeOptions): Promise<Exit> {
  const { output, dataDir } = context
  const port = parsePort(options.port)
  const screens = builtScreens()
  const { openLoopback } = await import('#host')
  const host = await openAlone(context)
  let page: Loopback | undefined
  try {
    page = await openLoopback({ serve: host.serve, screens, port })
    const { address } = page
    output.answer({ address, port: page.port, dataFolder: dataDir }, `Cusp is at ${address}`)
    if (options.open === true) openBrowser(address)
    await new Promise<void>((resolve) => onInterrupt(resolve))
    output.note('Writing checkpoints; Ctrl-C again stops at once.')
    return 130
  } finally {
    await page?.close()
    await host.close()
  }
}

function parsePort(text = '0'): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port < 65_536) return port
  const message = `--port ${text}: a whole number from 1 to 65535 belongs here, or 0 for any free one.`
  throw new CuspError('input.invalid', message, { place: '--port' })
}

/** @throws CuspError `screens.missing` */
function builtScreens(): string {
  const screens = join(projectRoot(), 'out', 'renderer')
  if (existsSync(join(screens, 'index.html'))) return screens
  const message = `The screens are not built: ${screens} holds no index.html; run "npm run build".`
  throw new CuspError('screens.missing', message, { place: screens })
}
