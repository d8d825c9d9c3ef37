import { architectures, hasBatchNorm, type ArchitectureName, type RunSpec } from '#contract'
import type { FormField } from './form-field.ts'

const names: Readonly<Record<ArchitectureName, string>> = {
  'std-cnn': 'small CNN',
  'madry-cnn': 'Madry’s MNIST CNN',
  'p4-cnn-small': 'small CNN, equivariant to turns',
  'z2-cnn': 'Cohen & Welling’s Z2CNN',
  'p4-cnn': 'Cohen & Welling’s P4CNN, equivariant to turns',
  'vgg16-bn': 'VGG-16 with batch norm',
  'resnet-18': 'ResNet-18',
  'preact-resnet-18': 'PreActResNet-18',
  'p4m-resnet-18': 'ResNet-18, equivariant to turns and mirroring',
  'wide-resnet': 'WideResNet',
}

/** What an architecture is called where a person chooses one. */
export const architectureOptions = architectures.map((value) => ({ value, label: names[value] }))

/** The model and the settings that its architecture has. */
export function modelFields({ model, attack }: RunSpec): readonly FormField[] {
  const { normalisation } = model
  const setting = (label: string, name: string): FormField => ({
    kind: 'number',
    label,
    path: ['model', name],
  })
  return [
    {
      kind: 'choice',
      label: 'Model',
      path: ['model', 'architecture'],
      options: architectureOptions,
      make: (architecture) => {
        const chosen = settled(architecture as ArchitectureName, normalisation)
        const { batchNorm: _mode, ...rest } = attack
        return { model: chosen, ...(hasBatchNorm(chosen) ? {} : { attack: rest }) }
      },
    },
    ...(model.architecture === 'wide-resnet'
      ? [setting('Depth', 'depth'), setting('Width', 'width')]
      : []),
    ...(model.architecture === 'p4m-resnet-18' ? [pooling] : []),
  ]
}

const pooling: FormField = {
  kind: 'choice',
  label: 'Turns and mirrorings',
  path: ['model', 'pooling'],
  options: [
    { value: 'orbit', label: 'their maximum' },
    { value: 'flatten', label: 'kept apart, as the paper’s code' },
  ],
}

/** How batch norm works in the attacks of training, where the model has any. */
export function batchNormFields({ model }: RunSpec): readonly FormField[] {
  if (!hasBatchNorm(model)) return []
  return [
    {
      kind: 'choice',
      label: 'Batch norm',
      path: ['attack', 'batchNorm'],
      otherwise: 'inference',
      options: [
        { value: 'inference', label: 'running statistics' },
        { value: 'training', label: 'those of the batch' },
      ],
    },
  ]
}

/** An architecture with the settings it has to have. */
function settled(
  architecture: ArchitectureName,
  normalisation: RunSpec['model']['normalisation'],
): RunSpec['model'] {
  const kept = normalisation && { normalisation }
  switch (architecture) {
    case 'wide-resnet':
      return { architecture, depth: 28, width: 10, ...kept }
    case 'p4m-resnet-18':
      return { architecture, pooling: 'orbit', ...kept }
    default:
      return { architecture, ...kept }
  }
}
