import { open } from 'node:fs/promises'
import type { Command } from 'commander'
import type { ImportOptions } from '../../import-model.ts'
import { perform, withCommonOptions } from '../../perform.ts'
import { bringBundle } from './bundle.ts'
import { bringModel, withImportOptions } from './model.ts'

export { withImportOptions } from './model.ts'

export function addImport(program: Command): void {
  withCommonOptions(withImportOptions(program.command('import <file>')))
    .description('bring in a bundle (.cusp), or make a run of a model made elsewhere (ONNX)')
    .option('--dry-run', 'of a bundle: only say what would come in')
    .action((path: string, options: ImportOptions & { dryRun?: true }) =>
      perform(options, async (context) =>
        (await isZip(path))
          ? bringBundle(context, path, options.dryRun === true)
          : bringModel(context, path, options),
      ),
    )
}

/** By what it holds, not by its name: no ONNX file begins as a zip archive does. */
async function isZip(path: string): Promise<boolean> {
  if (path.endsWith('.cusp')) return true
  try {
    const file = await open(path, 'r')
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
      return bytesRead === 2 && buffer.toString('latin1') === 'PK'
    } finally {
      await file.close()
    }
  } catch {
    // Whoever reads it next says what is wrong.
    return false
  }
}
