import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { Argument, type Command } from 'commander'
import { CuspError } from '#errors'
import {
  downloadsOf,
  enginesOf,
  installEngine,
  partsOf,
  recipes,
  unbuildable,
  type Part,
  type Recipe,
  type Variant,
} from '#host'
import type { CommonOptions, Context, Exit } from '../../context.ts'
import { perform, withCommonOptions } from '../../perform.ts'
import { formatBytes } from '../../print/format.ts'

interface InstallOptions extends CommonOptions {
  readonly yes?: true
  readonly from?: string
}

export function addEngineInstall(engine: Command): void {
  const variants = Object.keys(recipes) as Variant[]
  const name = new Argument('<engine>', 'which to build').choices(variants)
  withCommonOptions(engine.command('install').addArgument(name))
    .description('build an engine on TensorFlow into the data folder (linux-x64)')
    .option('--yes', 'download without asking')
    .option('--from <folder>', 'take the files from here instead of downloading them')
    .addHelpText(
      'after',
      () => `\nFiles:\n${variants.map((each) => files(recipes[each])).join('')}`,
    )
    .action((variant: Variant, options: InstallOptions) =>
      perform(options, (context) => install(context, recipes[variant], options)),
    )
}

const files = (recipe: Recipe): string =>
  partsOf(recipe)
    .map(({ file, published: { on, as } }) => `  ${recipe.name}: ${file}\n    ${as} on ${on}\n`)
    .join('')

async function install(
  { dataDir, output }: Context,
  recipe: Recipe,
  { yes, from, json }: InstallOptions,
): Promise<Exit> {
  const reason = unbuildable(`${process.platform}-${process.arch}`)
  if (reason !== undefined) throw new CuspError('engine.unbuildable', `${reason}.`)
  if (from === undefined && yes !== true && !(await agrees(recipe))) {
    const next = 'nothing was downloaded; give --yes, or --from with a folder that has the files'
    throw new CuspError('input.invalid', `${recipe.name} needs your consent: ${next}.`, {
      place: '--yes',
    })
  }
  await installEngine({
    recipe,
    engines: enginesOf(dataDir),
    downloads: downloadsOf(dataDir),
    from: from === undefined ? undefined : resolve(from),
    onBytes: json ? () => undefined : tell((text) => output.note(text)),
    onStage: (stage) => output.note(`${stage} …`),
  })
  const root = join(enginesOf(dataDir), recipe.name)
  const answer = { engine: recipe.name, tensorflow: recipe.tensorflow, folder: root }
  const next =
    'Runs that leave the engine open try it from now on; "cusp doctor" says whether it works.'
  output.answer(answer, `${recipe.name} (TensorFlow ${recipe.tensorflow}) is in ${root}.\n${next}`)
  return 0
}

/** Asks at a terminal; elsewhere nobody can agree. */
async function agrees(recipe: Recipe): Promise<boolean> {
  if (!process.stdin.isTTY) return false
  const bytes = partsOf(recipe).reduce((sum, part) => sum + part.bytes, 0)
  const asking = createInterface({ input: process.stdin, output: process.stderr })
  const question =
    `This downloads ${formatBytes(bytes)} from PyPI and npm (TensorFlow ` +
    `${recipe.tensorflow} and tfjs-node, Apache 2.0), compiles with g++ and takes ` +
    `${formatBytes(recipe.installedBytes)} in the data folder. Go on? [y/N] `
  const said = await asking.question(question)
  asking.close()
  return /^y(es)?$/i.test(said.trim())
}

/** A line for each tenth of a part. */
function tell(note: (text: string) => void): (part: Part, bytes: number) => void {
  const told = new Map<string, number>()
  return (part, bytes) => {
    const tenth = Math.floor((bytes / part.bytes) * 10)
    if (tenth <= (told.get(part.file) ?? 0)) return
    told.set(part.file, tenth)
    note(`${part.file}: ${formatBytes(bytes)} of ${formatBytes(part.bytes)}`)
  }
}
