import type { LaboratoryChoice, LaboratoryModel, Preview, PreviewRequest } from '#contract'
import { CuspError } from '#errors'
import { canonicalJson, type RunSpec } from '#spec'
import type { RunRow } from '#store'
import { checkpointName, checkpointsOf } from '../checkpoint/index.ts'
import { requireRun, type Desk } from '../desk.ts'
import type { Exchange, QuestionKind, Source } from '../laboratory/messages.ts'
import { toRefused } from '../transport/refusal.ts'

/** Runs that are offered; more would be a list that nobody reads. */
const mostChoices = 200

/** The newest runs that keep a checkpoint; those that suit `spec` first, then the newest. */
export function listChoices({ store }: Desk, spec: RunSpec | undefined): LaboratoryChoice[] {
  const found: LaboratoryChoice[] = []
  for (const run of store.runs.list()) {
    if (found.length === mostChoices) break
    const kept = store.checkpoints.ofRun(run.number).filter(({ present }) => present)
    const saved = kept.at(-1)
    if (!saved) continue
    const { dataset, ...own } = store.runs.spec(run.number)
    const { id, name, architecture, totalSteps } = run
    const { step, savedAt } = saved
    found.push({
      ...{ run: id, name, architecture, totalSteps, dataset, step, savedAt },
      steps: kept.map((each) => each.step),
      isLive: run.state === 'running' || run.state === 'pausing',
      fits: spec ? fitOf({ dataset, ...own }, spec) : 'other',
    })
  }
  const rank = ({ fits }: LaboratoryChoice): number =>
    ['same-model', 'same-images', 'other'].indexOf(fits)
  return found.sort((a, b) => rank(a) - rank(b) || b.savedAt - a.savedAt)
}

function fitOf(own: RunSpec, spec: RunSpec): LaboratoryChoice['fits'] {
  if (canonicalJson(own.dataset.source) !== canonicalJson(spec.dataset.source)) return 'other'
  return canonicalJson(own.model) === canonicalJson(spec.model) ? 'same-model' : 'same-images'
}

/** Which specs a question names: a page in a browser may not name files through them. */
export function specsOf(request: {
  readonly spec?: RunSpec
  readonly model?: LaboratoryModel | undefined
}): RunSpec[] {
  const { spec, model } = request
  return [...(spec ? [spec] : []), ...(model?.kind === 'fresh' ? [model.spec] : [])]
}

interface Asked {
  readonly line: string
  readonly model: LaboratoryModel
}

/** @throws CuspError `run.unknown`, `checkpoint.missing`, and what `Laboratory.ask` throws. */
export function ask<Kind extends Exclude<QuestionKind, 'preview'>>(
  desk: Desk,
  kind: Kind,
  request: Exchange[Kind]['request'] & Asked,
  signal: AbortSignal | undefined,
): Promise<Exchange[Kind]['answer']> {
  return desk.laboratory.ask({ kind, request, signal, source: sourceOf(desk, request.model) })
}

/** Without a model the weights that the spec begins with are asked. */
export function askPreview(
  desk: Desk,
  request: PreviewRequest,
  signal: AbortSignal | undefined,
): Promise<Preview> {
  const { spec, model = { kind: 'fresh', spec } } = request
  return desk.laboratory.ask({ kind: 'preview', request, signal, source: sourceOf(desk, model) })
}

/** The parts of an answer as they come; whoever stops reading, or aborts, cancels the rest. */
export async function* askInParts<Kind extends 'heatmap' | 'curve'>(
  desk: Desk,
  kind: Kind,
  request: Exchange[Kind]['request'] & Asked,
  signal: AbortSignal | undefined,
): AsyncGenerator<Exchange[Kind]['part'], void, void> {
  const stopped = new AbortController()
  const ended = AbortSignal.any([stopped.signal, ...(signal ? [signal] : [])])
  const unread: Exchange[Kind]['part'][] = []
  let wake: () => void = () => undefined
  let isOver = false
  const asked = (async () => {
    const source = sourceOf(desk, request.model)
    const onPart = (part: Exchange[Kind]['part']): void => {
      unread.push(part)
      wake()
    }
    await desk.laboratory.ask({ kind, request, source, signal: ended, onPart })
  })().finally(() => {
    isOver = true
    wake()
  })
  // Looked at below, once everything told before has been read.
  asked.catch(() => undefined)
  try {
    for (;;) {
      yield* unread.splice(0)
      if (isOver && unread.length === 0) return await asked
      if (unread.length === 0) await new Promise<void>((resolve) => (wake = resolve))
    }
  } catch (error) {
    throw toRefused(error)
  } finally {
    stopped.abort()
  }
}

function sourceOf(desk: Desk, model: LaboratoryModel): Source {
  if (model.kind === 'fresh') {
    const { model: own, dataset, seed } = model.spec
    const key = canonicalJson({ model: own, dataset, seed })
    return { key, spec: model.spec, checkpoint: null }
  }
  const run = requireRun(desk, model.run)
  return checkpointSource(desk, run, model.step)
}

function checkpointSource({ store, folder }: Desk, run: RunRow, step?: number): Source {
  const kept = store.checkpoints.ofRun(run.number).filter(({ present }) => present)
  const found = step === undefined ? kept.at(-1) : kept.find((each) => each.step === step)
  if (!found) throw noCheckpoint(run, step, kept)
  return {
    key: `${run.id} ${found.hash}`,
    spec: store.runs.spec(run.number),
    checkpoint: {
      folder: checkpointsOf(folder.checkpoints, run.id),
      name: checkpointName(found.step),
      step: found.step,
    },
  }
}

function noCheckpoint(
  { id, name, architecture, state }: RunRow,
  step: number | undefined,
  kept: readonly { readonly step: number }[],
): CuspError {
  const there = kept.map((each) => each.step).join(' and ')
  if (there === '' && architecture === 'onnx' && (state === 'queued' || state === 'running')) {
    const text = `The model ${name} is not read yet: its turn in the queue comes first; then it answers here.`
    return new CuspError('checkpoint.missing', text, { place: 'model' })
  }
  const message =
    there === ''
      ? `Run ${id} keeps no checkpoint to ask; one is saved every few hundred steps, at a pause and at the end.`
      : `Run ${id} keeps no checkpoint of step ${step}; it has those of ${there}.`
  return new CuspError('checkpoint.missing', message, { place: 'model' })
}
