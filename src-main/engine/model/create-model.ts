import type { ImageShape } from '#dataset'
import type { ModelSpec } from '#spec'
import { madryCnn } from './madry-cnn.ts'
import type { Architecture, Model } from './model.ts'
import { normalised } from './normalised.ts'
import { stdCnn } from './std-cnn.ts'

const architectures: Readonly<Record<ModelSpec['architecture'], Architecture>> = {
  'std-cnn': stdCnn,
  'madry-cnn': madryCnn,
}

/** The model a spec names, sized for its images and classes. */
export function createModel(spec: ModelSpec, shape: ImageShape, classes: number): Model {
  const model = architectures[spec.architecture](shape, classes)
  return spec.normalisation ? normalised(model, spec.normalisation, shape.channels) : model
}
