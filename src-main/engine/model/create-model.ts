import type { ImageShape } from '#dataset'
import { CuspError } from '#errors'
import { isImported, type ArchitectureName, type ModelSpec } from '#spec'
import { p4Cnn, z2Cnn } from './cohen-welling.ts'
import { madryCnn } from './madry-cnn.ts'
import type { Architecture, Model } from './model.ts'
import { normalised } from './normalised.ts'
import { p4CnnSmall } from './p4-cnn-small.ts'
import { stdCnn } from './std-cnn.ts'

const architectures: Readonly<Record<ArchitectureName, Architecture>> = {
  'std-cnn': stdCnn,
  'madry-cnn': madryCnn,
  'p4-cnn-small': p4CnnSmall,
  'z2-cnn': z2Cnn,
  'p4-cnn': p4Cnn,
}

/** The model a spec names, sized for its images and classes; an imported one is made of its file. */
export function createModel(spec: ModelSpec, shape: ImageShape, classes: number): Model {
  if (isImported(spec)) throw new CuspError('internal', `${spec.file} has not been read yet.`)
  const model = architectures[spec.architecture](shape, classes)
  return spec.normalisation ? normalised(model, spec.normalisation, shape.channels) : model
}
