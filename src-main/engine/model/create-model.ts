import type { ImageShape } from '#dataset'
import { CuspError } from '#errors'
import { isImported, type ModelSpec, type OwnModelSpec } from '#spec'
import {
  madryCnn,
  p4Cnn,
  p4CnnSmall,
  p4mResNet18,
  preActResNet18,
  resNet18,
  stdCnn,
  vgg16Bn,
  wideResNet,
  z2Cnn,
} from './architecture/index.ts'
import type { Architecture, Model } from './model.ts'
import { normalised } from './normalised.ts'

const fixed = {
  'std-cnn': stdCnn,
  'madry-cnn': madryCnn,
  'p4-cnn-small': p4CnnSmall,
  'z2-cnn': z2Cnn,
  'p4-cnn': p4Cnn,
  'vgg16-bn': vgg16Bn,
  'resnet-18': resNet18,
  'preact-resnet-18': preActResNet18,
} as const satisfies Readonly<Record<string, Architecture>>

function architectureOf(spec: OwnModelSpec): Architecture {
  switch (spec.architecture) {
    case 'p4m-resnet-18':
      return p4mResNet18(spec.pooling)
    case 'wide-resnet':
      return wideResNet(spec)
    default:
      return fixed[spec.architecture]
  }
}

/** The model a spec names, sized for its images and classes; an imported one is made of its file. */
export function createModel(spec: ModelSpec, shape: ImageShape, classes: number): Model {
  if (isImported(spec)) throw new CuspError('internal', `${spec.file} has not been read yet.`)
  const model = architectureOf(spec)(shape, classes)
  return spec.normalisation ? normalised(model, spec.normalisation, shape.channels) : model
}
