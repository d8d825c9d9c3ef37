import { CuspError, parseDocument } from '#errors'
import { datasetSpecSchema } from '#spec'
import type { ImportRequest } from '#contract'
import { readDocument } from './read-document.ts'

type Asked = ImportRequest['dataset']

/**
 * The dataset that `--dataset` names: `digits`, a stored dataset, or a JSON file with a dataset or
 * with a run spec, whose dataset is meant.
 * @throws CuspError `input.invalid` when it is left out, `spec.unreadable` or `spec.invalid`.
 */
export async function readDataset(named: string | undefined): Promise<Asked> {
  if (named === undefined)
    throw new CuspError(
      'input.invalid',
      '--dataset is missing: say which images the model is for, as --dataset digits, the name of a stored dataset or a JSON file.',
      { place: '--dataset' },
    )
  if (named === 'digits') return { source: { kind: 'digits' }, seed: 0 }
  if (!named.endsWith('.json'))
    return parseDocument(sourceAlone, { source: { kind: 'stored', name: named } }, { name: named })
  const document = await readDocument(named)
  const isRun = typeof document === 'object' && document !== null && 'dataset' in document
  return parseDocument(sourceAlone, isRun ? document.dataset : document, { name: named })
}

const sourceAlone = datasetSpecSchema.partial({ train: true, test: true })
