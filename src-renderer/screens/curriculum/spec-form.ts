import { engineNames } from '../../wording/index.ts'
import {
  engineChoices,
  problemsOfRun,
  runSpecSchema,
  type DatasetEntry,
  type RunSpec,
} from '#contract'
import { readSpec, sayProblem } from '../../state/read-spec.ts'
import { datasetField } from './dataset-field.ts'
import type { FormField, Path } from './form-field.ts'
import { batchNormFields, modelFields } from './model-form.ts'

export interface FormGroup {
  readonly title: string
  readonly fields: readonly FormField[]
}

const number = (label: string, ...path: string[]): FormField => ({ kind: 'number', label, path })

/**
 * The run settings a spec has; which rows there are depends on the loss, optimiser and step size.
 * @param datasets that there are to choose from, once they are known.
 */
export function formOf(
  spec: RunSpec,
  datasets: readonly DatasetEntry[] = [],
): readonly FormGroup[] {
  return [
    { title: 'Training', fields: trainingFields(spec) },
    { title: 'Attack in training', fields: attackFields(spec) },
    { title: 'Images', fields: [datasetField(spec, datasets), ...imageFields] },
    { title: 'Probe and checkpoints', fields: probeFields },
  ]
}

const imageFields: readonly FormField[] = [
  number('Training images', 'dataset', 'train'),
  number('Test images', 'dataset', 'test'),
  number('Seed of the split', 'dataset', 'seed'),
  number('Images evaluated', 'evaluation', 'subset', 'count'),
]

const probeFields: readonly FormField[] = [
  number('Probe every epochs', 'probe', 'everyEpochs'),
  number('Probe images', 'probe', 'count'),
  number('Checkpoint every steps', 'checkpointEverySteps'),
  {
    kind: 'choice',
    label: 'Engine',
    path: ['engine'],
    options: engineChoices.map((value) => ({ value, label: engineNames[value] })),
  },
]

function trainingFields(spec: RunSpec): readonly FormField[] {
  const { loss, optimiser } = spec
  return [
    ...modelFields(spec),
    {
      kind: 'choice',
      label: 'Loss',
      path: ['loss', 'kind'],
      options: [
        { value: 'cross-entropy', label: 'cross-entropy' },
        { value: 'trades', label: 'TRADES' },
        { value: 'mart', label: 'MART' },
      ],
      // What β is where none is given is the schema's to say.
      make: (kind) => ({ loss: { kind } }),
    },
    ...(loss.kind === 'cross-entropy' ? [] : [number('β', 'loss', 'beta')]),
    {
      kind: 'choice',
      label: 'Optimiser',
      path: ['optimiser', 'kind'],
      options: [
        { value: 'adam', label: 'Adam' },
        { value: 'sgd', label: 'SGD' },
      ],
      make: (kind) => ({
        optimiser:
          kind === 'sgd'
            ? { kind, momentum: 0.9, weightDecay: optimiser.weightDecay }
            : { kind, beta1: 0.9, beta2: 0.999, weightDecay: optimiser.weightDecay },
      }),
    },
    ...(optimiser.kind === 'sgd' ? [number('Momentum', 'optimiser', 'momentum')] : []),
    number('Weight decay', 'optimiser', 'weightDecay'),
    number('Epochs', 'epochs'),
    number('Batch size', 'batchSize'),
    number('Seed', 'seed'),
  ]
}

function attackFields(spec: RunSpec): readonly FormField[] {
  const { attack } = spec
  const isAbsolute = 'absolute' in attack.stepSize
  return [
    {
      kind: 'choice',
      label: 'Norm',
      path: ['attack', 'norm'],
      options: [
        { value: 'linf', label: 'L∞' },
        { value: 'l2', label: 'L2' },
      ],
    },
    {
      kind: 'choice',
      label: 'Step size',
      path: ['attack', 'stepSize'],
      options: [
        { value: 'relative', label: '× ε ÷ steps' },
        { value: 'absolute', label: 'absolute' },
      ],
      make: (kind) => ({
        attack: {
          ...attack,
          stepSize: kind === 'absolute' ? { absolute: 0.01 } : { relativeToEpsilon: 2.5 },
        },
      }),
    },
    isAbsolute
      ? number('Length', 'attack', 'stepSize', 'absolute')
      : number('Factor', 'attack', 'stepSize', 'relativeToEpsilon'),
    { kind: 'flag', label: 'Random start', path: ['attack', 'randomStart'] },
    ...batchNormFields(spec),
  ]
}

/** The value at a path of a document. */
export function valueOf(document: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (part, key) =>
      typeof part === 'object' && part !== null
        ? (part as Record<string, unknown>)[key]
        : undefined,
    document,
  )
}

/** A document with another value at a path; what is not on the path is shared. */
export function withValue(document: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value
  const part = (document ?? {}) as Record<string, unknown>
  return { ...part, [key]: withValue(part[key], rest, value) }
}

/** The choice a field shows: images by their name, a step size by its kind, the rest by its value. */
export function chosen(spec: RunSpec, path: Path, otherwise?: string): string {
  const value = valueOf(spec, path)
  if (value === undefined && otherwise !== undefined) return otherwise
  if (typeof value !== 'object' || value === null) return String(value)
  if ('kind' in value) return String('name' in value ? value.name : value.kind)
  return 'absolute' in value ? 'absolute' : 'relative'
}

/**
 * `spec` after a field was set: the spec, or the host's sentence on why it cannot be. A problem that
 * was there before the edit does not stop another field from being edited.
 */
export function afterField(spec: RunSpec, field: FormField, value: unknown): RunSpec | string {
  const parts = field.kind === 'choice' && field.make ? field.make(String(value)) : undefined
  const changed = parts
    ? { ...spec, ...(parts as Partial<RunSpec>) }
    : withValue(spec, field.path, value)
  const read = readSpec(changed)
  if (read.spec) return read.spec
  const [first] = read.problems
  const parsed = runSpecSchema.safeParse(changed)
  const known = new Set(problemsOfRun(spec).map(sayProblem))
  const fresh = read.problems.find((problem) => !known.has(sayProblem(problem)))
  if (parsed.success && !fresh) return parsed.data
  return fresh ? sayProblem(fresh) : first ? sayProblem(first) : 'This is no run spec.'
}
