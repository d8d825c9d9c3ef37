import { z } from 'zod'
import { CuspError } from '#errors'
import { metricsDocumentSchema, type MetricsDocument } from '../format/run-document.ts'
import type { Bundle, KnownItem } from './open.ts'
import { inTurns } from '../../in-slices.ts'

const column = z.custom<number[]>(Array.isArray, 'a list of numbers belongs here')

/** The schema of series but for what is in their columns. */
const shapeSchema = z.strictObject({
  series: z
    .array(
      metricsDocumentSchema.shape.series.element.extend({
        ...{ steps: column, values: column, seqs: column },
      }),
    )
    .max(10_000),
})

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0
const needed = {
  steps: { isFine: isCount, what: 'a whole number from 0' },
  values: { isFine: Number.isFinite, what: 'a number' },
  seqs: {
    isFine: (value: unknown) => isCount(value) && value !== 0,
    what: 'a whole number from 1',
  },
} as const

/** Numbers that are looked at between two pauses. */
const stride = 100_000

/**
 * The series of a run as `metricsDocumentSchema` has them, looked at a part at a time.
 * @throws CuspError `bundle.malformed`.
 */
export async function readMetrics(bundle: Bundle, item: KnownItem): Promise<MetricsDocument> {
  const metrics = await bundle.document(item, shapeSchema)
  await inTurns(checkColumns(metrics, `${bundle.place}: ${item.path}`))
  return metrics
}

function* checkColumns({ series }: MetricsDocument, place: string): Generator<void, void> {
  for (const [i, one] of series.entries()) {
    for (const name of ['steps', 'values', 'seqs'] as const) {
      const { isFine, what } = needed[name]
      const numbers = one[name]
      for (let at = 0; at < numbers.length; at++) {
        if (!isFine(numbers[at])) {
          const found = JSON.stringify(numbers[at]) ?? 'nothing'
          const where = `series[${i}].${name}[${at}]`
          const message = `${place}: ${where} is ${found}; ${what} belongs here.`
          throw new CuspError('bundle.malformed', message, { place: where })
        }
        if (at % stride === stride - 1) yield
      }
    }
  }
}
