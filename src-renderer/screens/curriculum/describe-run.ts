import type { RunSpec } from '#contract'
import { formatCount, formatPlural } from '../../wording/index.ts'
import { architectureOptions } from './model-form.ts'

/** What a spec's images are called. */
export function sourceName({ dataset: { source } }: Pick<RunSpec, 'dataset'>): string {
  switch (source.kind) {
    case 'digits':
      return 'digits'
    case 'stored':
      return source.name
    case 'idx':
      return source.images
  }
}

/** What a spec's network is called; an imported one by its file. */
export function modelName({ model }: Pick<RunSpec, 'model'>): string {
  if (model.architecture === 'onnx') return model.file
  const known = architectureOptions.find(({ value }) => value === model.architecture)
  return known?.label ?? model.architecture
}

/** What is trained, on how much and for how long: "small CNN, 8 epochs of 4,096 digits". */
export function describeRun(spec: RunSpec): string {
  const { kind } = spec.dataset.source
  const images = `${formatCount(spec.dataset.train)} ${kind === 'digits' ? 'digits' : 'images'}`
  const from = kind === 'digits' ? '' : ` of ${sourceName(spec)}`
  return `${modelName(spec)}, ${formatPlural(spec.epochs, 'epoch')} of ${images}${from}`
}
