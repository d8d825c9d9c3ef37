import { createHash } from 'node:crypto'
import { CuspError } from '#errors'
import { isImported, type ImportedSpec } from '#spec'
import type { NamedArray, Subject } from '#trainer'
import { createModel, normalised, type Model } from '../model/index.ts'
import { importOnnx, readOnnx } from '../onnx-file/index.ts'

/** The files of imported models, by the hash that a spec names. */
export interface ModelFiles {
  /** @throws CuspError `model.missing`. */
  read(spec: ImportedSpec): Promise<Uint8Array>
}

export interface SubjectModel {
  readonly model: Model
  /** The weights an imported model came with; a model of ours draws its own. */
  readonly given: readonly NamedArray[] | undefined
}

/**
 * The model of a subject, its normalisation included.
 * @throws CuspError `model.missing`, `model.malformed`, `model.unsupported`, `model.shape`.
 */
export async function modelOf(
  { spec, shape, classes }: Subject,
  files: ModelFiles,
): Promise<SubjectModel> {
  if (!isImported(spec.model))
    return { model: createModel(spec.model, shape, classes), given: undefined }
  const { file, hash, normalisation } = spec.model
  const bytes = await files.read(spec.model)
  if (createHash('sha256').update(bytes).digest('hex') !== hash)
    throw new CuspError(
      'model.malformed',
      `${file} is not as it was imported: its hash is no longer ${hash.slice(0, 12)}; import it again.`,
      { place: file },
    )
  const { model, weights } = importOnnx(readOnnx(bytes, file), shape, classes)
  return {
    model: normalisation ? normalised(model, normalisation, shape.channels) : model,
    given: weights,
  }
}
