import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { TensorFlowPackage } from '#engine'

type Name = TensorFlowPackage['name']

export interface FoundPackage extends TensorFlowPackage {
  readonly version: string
  /** Built by `cusp engine install`, or brought by npm. */
  readonly origin: 'built' | 'npm'
}

/** A package inside the folder of a built engine. */
export function packageIn(folder: string, name: Name): string {
  return join(folder, 'node_modules/@tensorflow', name)
}

/** A TensorFlow that can be tried: one built here goes before npm's, which is older. */
export function findTensorFlow(engines: string, name: Name): FoundPackage | undefined {
  const built = packageIn(join(engines, name), name)
  if (existsSync(built)) return { name, root: built, version: versionIn(built), origin: 'built' }
  const root = folderOf(`@tensorflow/${name}`)
  if (root === undefined) return undefined
  return { name, root, version: versionIn(root), origin: 'npm' }
}

/** The version of an installed package; null if there is none. */
export function versionOf(packageName: string): string | null {
  const root = folderOf(packageName)
  return root === undefined ? null : versionIn(root)
}

/** Where an installed package is; undefined if there is none. */
export function folderOf(packageName: string): string | undefined {
  const manifest = resolve(`${packageName}/package.json`)
  return manifest === undefined ? undefined : dirname(manifest)
}

function resolve(specifier: string): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(specifier)
  } catch {
    return undefined
  }
}

function versionIn(root: string): string {
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string })
    .version
}
