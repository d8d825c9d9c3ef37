import { CuspError } from '#errors'
import type { ImportedModel, ImportRequest } from '#contract'
import type { HostClient } from '#host'
import type { CommonOptions, Context } from './context.ts'
import { readDataset } from './read-dataset.ts'

/** What an imported model must be told, because its file does not say it. */
export interface ImportOptions extends CommonOptions {
  readonly dataset?: string
  readonly name?: string
  readonly mean?: string
  readonly std?: string
}

/** Everything that can be wrong with the options, before a file is copied. */
export async function readImport(
  options: ImportOptions,
): Promise<Omit<ImportRequest, 'file' | 'hash'>> {
  const normalisation = readNormalisation(options)
  const dataset = await readDataset(options.dataset)
  const { name } = options
  return { dataset, ...(name !== undefined && { name }), ...(normalisation && { normalisation }) }
}

/** Puts a model file into the data folder and makes a run of it, or finds the one there is. */
export async function importModel(
  { dataDir, output }: Context,
  client: HostClient,
  path: string,
  asked: Omit<ImportRequest, 'file' | 'hash'>,
): Promise<ImportedModel> {
  const { placeModel } = await import('#host')
  const imported = await client.models.import({ ...asked, ...(await placeModel(dataDir, path)) })
  for (const note of imported.notes) output.note(note)
  return imported
}

function readNormalisation({ mean, std }: ImportOptions): ImportRequest['normalisation'] {
  if (mean === undefined && std === undefined) return undefined
  if (mean === undefined || std === undefined)
    throw new CuspError(
      'input.invalid',
      '--mean and --std go together: give both, in pixel scale.',
      {
        place: mean === undefined ? '--mean' : '--std',
      },
    )
  return { mean: readNumbers('--mean', mean), standardDeviation: readNumbers('--std', std) }
}

function readNumbers(option: string, text: string): number[] {
  const numbers = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)))
  if (numbers.every((each) => each >= 0 && each <= 1 && (option === '--mean' || each > 0)))
    return numbers
  const range = option === '--mean' ? 'between 0 and 1' : 'above 0, at most 1'
  throw new CuspError(
    'input.invalid',
    `${option} "${text}": numbers ${range} belong there, one or one a channel, as 0.49,0.48,0.44.`,
    { place: option },
  )
}
