import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { CuspError } from '#errors'

/** What decides which Node runs the host and the workers; `process` has this shape. */
export interface Surroundings {
  readonly execPath: string
  readonly platform: string
  readonly versions: { readonly node: string; readonly electron?: string | undefined }
  /** Electron's own folder of resources; absent under plain Node. */
  readonly resourcesPath?: string | undefined
}

const needed = 24

/**
 * The Node that runs host and workers: this very one if it is new enough and not Electron's, else
 * the one packed beside the program, else the one in node_modules.
 *
 * @throws CuspError `host.unreachable` if there is none.
 */
export function nodeBinary(root: string, here: Surroundings = process): string {
  if (here.versions.electron === undefined && major(here.versions.node) >= needed) {
    return here.execPath
  }
  const name = here.platform === 'win32' ? 'node.exe' : 'node'
  const places = [
    ...(here.resourcesPath === undefined ? [] : [join(here.resourcesPath, 'node', name)]),
    join(root, 'node_modules', 'node', 'bin', name),
  ]
  const found = places.find((place) => existsSync(place))
  if (found !== undefined) return found
  throw new CuspError(
    'host.unreachable',
    `No Node ${needed} to compute with: looked at ${places.join(' and ')}; run "npm ci" in ${root}.`,
    { place: root },
  )
}

function major(version: string): number {
  return Number.parseInt(version, 10)
}
