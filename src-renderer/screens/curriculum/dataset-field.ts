import type { DatasetEntry, RunSpec } from '#contract'
import type { FormField } from './form-field.ts'

/** The choice of images: what ships with Cusp and what was imported. */
export function datasetField(spec: RunSpec, datasets: readonly DatasetEntry[]): FormField {
  const { source } = spec.dataset
  const now = source.kind === 'stored' ? source.name : source.kind
  const known = datasets.filter(({ kind }) => kind !== 'corruptions')
  const options = known.map((entry) => ({ value: entry.name, label: describe(entry) }))
  const own = options.some(({ value }) => value === now)
    ? []
    : [{ value: now, label: now === 'idx' ? 'files of this machine' : now }]
  return {
    kind: 'choice',
    label: 'Dataset',
    path: ['dataset', 'source'],
    options: [...own, ...options],
    make: (name) => {
      const entry = known.find((each) => each.name === name)
      return entry ? withImages(spec, entry) : {}
    },
  }
}

function describe({ name, shape: { height, width, channels }, classes }: DatasetEntry): string {
  return `${name}: ${height} × ${width} ${channels === 1 ? 'grey' : 'colour'}, ${classes} classes`
}

/** The spec's parts that name images, with no more of them than the dataset has. */
function withImages(
  { dataset, evaluation, probe }: RunSpec,
  { name, kind, count, parts }: DatasetEntry,
): Pick<RunSpec, 'dataset' | 'evaluation' | 'probe'> {
  const source =
    kind === 'shipped' ? ({ kind: 'digits' } as const) : { kind: 'stored' as const, name }
  const test = Math.min(dataset.test, parts?.test ?? Math.max(1, Math.floor(count / 5)))
  const train = Math.min(dataset.train, parts?.train ?? count - test)
  const { subset } = evaluation
  return {
    dataset: { ...dataset, source, train, test },
    evaluation: { ...evaluation, subset: { ...subset, count: Math.min(subset.count, test) } },
    probe: { ...probe, count: Math.min(probe.count, test) },
  }
}
