import type { Batch } from '#dataset'
import { CuspError } from '#errors'
import type { Verdicts } from '#trainer'

/**
 * Refuses verdicts on logits that are NaN or infinite: their argmax is a class all the same, so such an
 * image would count as fooled, or where its label is that class, as robust.
 * @throws CuspError `evaluation.not-finite` naming the first such example.
 */
export function assertNumbers({ loss, margin }: Verdicts, { indices, size }: Batch): void {
  const broken = Array.from({ length: size }, (_, i) => i).filter(
    (i) => Number.isNaN(loss[i]) || Number.isNaN(margin[i]),
  )
  if (broken.length === 0) return
  const example = `example ${indices[broken[0]]}`
  const others = broken.length > 1 ? ` (and ${broken.length - 1} more of ${size})` : ''
  throw new CuspError(
    'evaluation.not-finite',
    `The network answers ${example}${others} with logits that are NaN or infinite; without finite ones no accuracy can be told.`,
    { place: example },
  )
}
