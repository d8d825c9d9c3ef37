import { readdirSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'

/** The files that may be served, by their path in an address: what is not here does not exist. */
export type Assets = ReadonlyMap<string, string>

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/** Every regular file under a folder. Symbolic links are left out: they may point anywhere. */
export function listAssets(folder: string): Assets {
  return new Map(
    filesUnder(folder).map((file) => [`/${relative(folder, file).split(sep).join('/')}`, file]),
  )
}

// By hand: the Node inside an older Electron knows no recursive reading.
function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesUnder(path)
    return entry.isFile() ? [path] : []
  })
}

export function assetType(file: string): string {
  return types[extname(file)] ?? 'application/octet-stream'
}
