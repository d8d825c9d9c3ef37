import type { PlanResult } from '#trainer'
import type { AttackPlan } from '#threat'
import { asBytes, asFloats, asIntegers } from './blobs.ts'
import type { Connection } from './database.ts'

/** The outcome of one plan; `position` is its place in the order of evaluation. */
export interface PlanRow extends PlanResult {
  readonly position: number
}

export interface ReadablePlanResults {
  /** Of plans that are done, in the order of evaluation. */
  results(evaluation: number): PlanRow[]
  plansDone(evaluation: number): AttackPlan[]
  /** What the network said under each plan that is done, and nothing else: no losses, no images. */
  predictions(evaluation: number): { readonly plan: AttackPlan; readonly prediction: Int32Array }[]
  /** Plans that are under way, each with how many images of the subset its portions cover. */
  portionsDone(evaluation: number): PlanUnderWay[]
  /** Bytes of perturbed images that are kept of a run. */
  galleryBytes(run: number): number
}

interface PlanUnderWay {
  readonly plan: AttackPlan
  readonly images: number
}

export interface WritablePlanResults extends ReadablePlanResults {
  /** Keeps what a plan did to images from `from` on; what is already kept there stays. */
  addPortion(evaluation: number, position: number, from: number, result: PlanResult): void
  /** Joins the portions of a plan to its one outcome; without portions nothing changes. */
  closePlan(evaluation: number, position: number): void
}

interface StoredResult {
  readonly position: number
  readonly plan: string
  readonly prediction: Uint8Array
  readonly loss: Uint8Array
  readonly margin: Uint8Array
  readonly gallery: Uint8Array
}

const outcome = 'position, plan, prediction, loss, margin, gallery'

export function readPlanResults(db: Connection): ReadablePlanResults {
  const results = db.prepare<[number], StoredResult>(
    `SELECT ${outcome} FROM plan_results WHERE evaluation = ? ORDER BY position`,
  )
  const predictions = db.prepare<[number], { plan: string; prediction: Uint8Array }>(
    'SELECT plan, prediction FROM plan_results WHERE evaluation = ? ORDER BY position',
  )
  const done = db
    .prepare<[number], string>(
      'SELECT plan FROM plan_results WHERE evaluation = ? ORDER BY position',
    )
    .pluck()
  const underWay = db.prepare<[number], { plan: string; bytes: number }>(
    `SELECT plan, sum(length(prediction)) AS bytes FROM plan_portions WHERE evaluation = ?
     GROUP BY position ORDER BY position`,
  )
  const images = db
    .prepare<[number], number>(
      `SELECT coalesce(sum(length(gallery)), 0) FROM plan_results
       WHERE evaluation IN (SELECT id FROM evaluations WHERE run = ?)`,
    )
    .pluck()
  return {
    galleryBytes: (run) => images.get(run) ?? 0,
    results: (evaluation) => results.all(evaluation).map(asResult),
    predictions: (evaluation) =>
      predictions.all(evaluation).map(({ plan, prediction }) => ({
        plan: asPlan(plan),
        prediction: asIntegers(prediction),
      })),
    plansDone: (evaluation) => done.all(evaluation).map(asPlan),
    portionsDone: (evaluation) =>
      underWay.all(evaluation).map(({ plan, bytes }) => ({
        plan: asPlan(plan),
        images: bytes / Int32Array.BYTES_PER_ELEMENT,
      })),
  }
}

export function writePlanResults(db: Connection): WritablePlanResults {
  const insert = db.prepare(
    `INSERT INTO plan_portions
     (evaluation, position, first_image, plan, prediction, loss, margin, gallery)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (evaluation, position, first_image) DO NOTHING`,
  )
  return {
    ...readPlanResults(db),
    addPortion: (evaluation, position, from, { plan, prediction, loss, margin, gallery }) =>
      void insert.run(
        ...[evaluation, position, from, JSON.stringify(plan)],
        ...[prediction, loss, margin, gallery].map(asBytes),
      ),
    closePlan: closer(db),
  }
}

/** A plan that is done is one row: who reads an evaluation joins nothing. */
function closer(db: Connection): WritablePlanResults['closePlan'] {
  const portions = db.prepare<[number, number], StoredResult>(
    `SELECT ${outcome} FROM plan_portions
     WHERE evaluation = ? AND position = ? ORDER BY first_image`,
  )
  const insert = db.prepare(
    `INSERT INTO plan_results (evaluation, ${outcome}) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const remove = db.prepare('DELETE FROM plan_portions WHERE evaluation = ? AND position = ?')
  return db.transaction((evaluation: number, position: number) => {
    const parts = portions.all(evaluation, position)
    const first = parts.at(0)
    if (!first) return
    const joined = (of: 'prediction' | 'loss' | 'margin' | 'gallery') =>
      Buffer.concat(parts.map((part) => part[of]))
    const columns = (['prediction', 'loss', 'margin', 'gallery'] as const).map(joined)
    insert.run(evaluation, position, first.plan, ...columns)
    remove.run(evaluation, position)
  })
}

const asPlan = (json: string) => JSON.parse(json) as AttackPlan

function asResult(stored: StoredResult): PlanRow {
  return {
    position: stored.position,
    plan: asPlan(stored.plan),
    prediction: asIntegers(stored.prediction),
    loss: asFloats(stored.loss),
    margin: asFloats(stored.margin),
    gallery: new Uint8Array(stored.gallery),
  }
}
