import { settingsOf, type ExportedFile, type Subject } from './subject.ts'

/** MLflow's numbers of how a run stands. */
const standing = { finished: 3, failed: 4, cancelled: 5, paused: 5, interrupted: 5 } as const

const experiment = '0'
const file = (path: string, text: string): ExportedFile => ({ path, contents: Buffer.from(text) })

/** The experiment that MLflow calls Default. @param now milliseconds since 1970. */
export function mlflowExperiment(now: number): ExportedFile {
  const lines = {
    artifact_location: '',
    creation_time: now,
    experiment_id: experiment,
    last_update_time: now,
    lifecycle_stage: 'active',
    name: 'Default',
  }
  return file(`mlruns/${experiment}/meta.yaml`, yaml(lines))
}

/** A run as MLflow's file store keeps it: one file a parameter, a tag and a metric. */
export function mlflowFiles(subject: Subject): ExportedFile[] {
  const { run, series, timeOf } = subject
  const root = `mlruns/${experiment}/${run.id}`
  const meta = {
    artifact_uri: '',
    end_time: run.finishedAt,
    entry_point_name: '',
    experiment_id: experiment,
    lifecycle_stage: 'active',
    run_id: run.id,
    run_name: run.spec.name,
    run_uuid: run.id,
    source_name: '',
    source_type: 4,
    source_version: '',
    start_time: run.startedAt ?? run.createdAt,
    status: standing[run.state],
    tags: [],
    user_id: 'cusp',
  }
  const points = [...series, ...headline(subject)]
  return [
    file(`${root}/meta.yaml`, yaml(meta)),
    ...points.map(({ name, steps, values }) =>
      file(
        `${root}/metrics/${plain(name)}`,
        steps.map((step, i) => `${timeOf(step)} ${values[i]} ${step}\n`).join(''),
      ),
    ),
    ...settingsOf(run.spec).map(([name, value]) => file(`${root}/params/${plain(name)}`, value)),
    ...Object.entries(tagsOf(subject)).map(([name, value]) => file(`${root}/tags/${name}`, value)),
  ]
}

function headline({ run, scores }: Subject) {
  const names = ['clean', 'adversarial', 'spatial'] as const
  return names.flatMap((name) => {
    const value = scores?.[name]
    return typeof value === 'number'
      ? [{ name: `evaluation.${name}`, steps: [run.step], values: [value] }]
      : []
  })
}

function tagsOf({ run, notes, tags }: Subject): Record<string, string> {
  return {
    'mlflow.runName': run.spec.name,
    'mlflow.source.name': 'cusp',
    'mlflow.source.type': 'LOCAL',
    'mlflow.user': 'cusp',
    ...(notes !== '' && { 'mlflow.note.content': notes }),
    ...(tags.length > 0 && { 'cusp.tags': tags.join(', ') }),
    'cusp.state': run.state,
    ...(run.datasetHash !== null && { 'cusp.datasetHash': run.datasetHash }),
    ...(run.weightsHash !== null && { 'cusp.weightsHash': run.weightsHash }),
  }
}

/** MLflow takes letters, digits, `_`, `-`, `.`, spaces, colons and slashes in a name. */
function plain(name: string): string {
  return name.replace(/[^\w.\- ]/g, '_')
}

/** Every JSON scalar is YAML too. */
function yaml(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
    .join('')
}
