import { existsSync } from 'node:fs'
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { removeFolder, renameFolder } from '#disk'
import { CuspError } from '#errors'
import { packageIn } from '../packages.ts'
import { compileAddon } from './compile.ts'
import { fetchPart, type OnBytes } from './fetch-part.ts'
import { partsOf, type Part, type Recipe } from './parts.ts'
import { unpackPackage, unpackWheel } from './unpack.ts'

export interface Installation {
  readonly recipe: Recipe
  /** The folder of built engines. */
  readonly engines: string
  /** Where downloads are kept until they are used. */
  readonly downloads: string
  /** A folder that has the parts already; nothing is fetched then. */
  readonly from?: string | undefined
  readonly onBytes: OnBytes
  readonly onStage: (stage: string) => void
}

/** Why the engine cannot be built here, before anything is fetched; undefined if it can. */
export function unbuildable(platform: string): string | undefined {
  if (platform === 'linux-x64') return undefined
  return `TensorFlow's libraries are built into an engine on linux-x64 only, and this is ${platform}`
}

/**
 * Builds an engine of the addon's source and TensorFlow's own libraries. It appears in `engines` whole
 * or not at all, and takes the place of an earlier one.
 * @throws CuspError `engine.download`, `engine.unbuildable`.
 */
export async function installEngine(spec: Installation): Promise<void> {
  const { recipe, engines, downloads, onStage } = spec
  await mkdir(downloads, { recursive: true })
  for (const part of partsOf(recipe)) await bring(part, spec)
  const scratch = join(engines, `${recipe.name}.part`)
  await removeFolder(scratch)
  try {
    onStage(`unpacking TensorFlow ${recipe.tensorflow}`)
    await assemble(recipe, downloads, scratch)
    onStage('compiling the addon')
    await compileAddon(packageIn(scratch, recipe.name), join(scratch, 'include'))
    await rm(join(scratch, 'include'), { recursive: true })
    await removeFolder(join(engines, recipe.name))
    await renameFolder(scratch, join(engines, recipe.name))
  } finally {
    await removeFolder(scratch)
  }
  await removeFolder(downloads)
}

async function bring(part: Part, { from, downloads, onBytes }: Installation): Promise<void> {
  const target = join(downloads, part.file)
  if (from === undefined) return fetchPart(part, target, onBytes)
  const given = join(from, part.file)
  if (!existsSync(given)) {
    const message = `${given} is not there; ${part.published.on} has it as ${part.published.as}.`
    throw new CuspError('engine.download', message, { place: given })
  }
  await copyFile(given, `${target}.part`)
  await fetchPart(part, target, onBytes)
}

async function assemble(recipe: Recipe, downloads: string, folder: string): Promise<void> {
  const { wheel, addon, headers, protobuf, name } = recipe
  const root = packageIn(folder, name)
  const include = join(folder, 'include')
  await unpackPackage(join(downloads, addon.file), root)
  await unpackPackage(join(downloads, protobuf.file), join(folder, 'node_modules/google-protobuf'))
  await unpackPackage(join(downloads, headers.file), join(folder, 'include/node'))
  await unpackWheel(join(downloads, wheel.file), { libraries: join(root, 'deps/lib'), include })
  const manifest = { name: `@tensorflow/${name}`, version: '4.22.0', main: 'dist/index.js' }
  await writeFile(join(root, 'package.json'), JSON.stringify(manifest))
  for (const [stub, text] of Object.entries(stubs)) {
    const file = join(folder, 'node_modules', stub, 'index.js')
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  }
}

/** What the package asks for and a built engine has no use for, or knows better. */
const stubs = {
  '@mapbox/node-pre-gyp':
    "exports.find = (manifest) => require('node:path').join(manifest, '../lib/napi-v8/tfjs_binding.node')\n",
  rimraf: "module.exports = () => { throw new Error('rimraf is not part of this engine') }\n",
  progress:
    "module.exports = class { constructor() { throw new Error('not part of this engine') } }\n",
}
