import { CuspError } from '#errors'
import type { Gallery } from '#contract'
import { loadDataset, type Dataset, type DatasetPlaces } from '#dataset'
import type { RunSpec } from '#spec'
import type { EvaluationRow, PlanRow } from '#store'
import { describePlan, planKey } from '#threat'
import { requireRun, type Desk } from '../desk.ts'

export type Loader = (source: RunSpec['dataset']['source']) => Promise<Dataset>

/** Loads datasets for looking at, keeping the last: a person pages through galleries of one. */
export function createLoader(places: DatasetPlaces): Loader {
  let last: { key: string; dataset: Promise<Dataset> } | undefined
  return (source) => {
    const key = JSON.stringify(source)
    if (last?.key !== key) {
      const dataset = loadDataset(source, places)
      last = { key, dataset }
      dataset.catch(() => {
        // Another may have taken its place meanwhile, which is as good as it was.
        if (last?.dataset === dataset) last = undefined
      })
    }
    return last.dataset
  }
}

export interface GalleryRequest {
  readonly run: string
  readonly evaluation: number
  readonly key: string
}

/** The perturbed images kept of a plan, beside the clean ones they were made of. */
export async function gallery(desk: Desk, load: Loader, request: GalleryRequest): Promise<Gallery> {
  const run = requireRun(desk, request.run)
  const { store } = desk
  const evaluation = store.evaluations.get(request.evaluation)
  if (evaluation?.run !== run.number)
    throw missing('evaluation', String(request.evaluation), run.id)
  const results = store.evaluations.results(evaluation.id)
  const plan = results.find((result) => planKey(result.plan) === request.key)
  const clean = results.find((result) => result.plan.attack === 'clean')
  if (!plan || !clean) throw missing('key', request.key, run.id)
  const dataset = await load(store.runs.spec(run.number).dataset.source)
  return view(evaluation, plan, clean, dataset)
}

function view(
  { subset, labels }: EvaluationRow,
  plan: PlanRow,
  clean: PlanRow,
  { shape, classes, images }: Dataset,
): Gallery {
  const { height, width, channels } = shape
  const pixels = height * width * channels
  const part = (bytes: Uint8Array, position: number) =>
    Buffer.from(bytes.subarray(position * pixels, (position + 1) * pixels)).toString('base64')
  return {
    key: planKey(plan.plan),
    label: describePlan(plan.plan),
    shape: { height, width, channels },
    classes: [...classes],
    images: Array.from({ length: plan.gallery.length / pixels }, (_, i) => ({
      index: subset[i],
      label: labels[i],
      cleanPrediction: clean.prediction[i],
      prediction: plan.prediction[i],
      margin: plan.margin[i],
      clean: part(images, subset[i]),
      perturbed: part(plan.gallery, i),
    })),
  }
}

function missing(place: string, value: string, run: string): CuspError {
  return new CuspError('input.invalid', `${place}: run ${run} has no ${place} ${value}.`, { place })
}
