import { CuspError } from '#errors'
import { protocolSchema, type Protocol } from '../protocol.ts'
import type { ProtocolSetting } from './setting.ts'

const notes =
  'Every corruption of a stored set at all five severities (Hendrycks & Dietterich, ' +
  'arXiv 1903.12261). The mean corruption accuracy is the plain mean over all of them, as RobustBench ' +
  "has it; it is not their mCE, which is relative to another network's errors."

const severities = [1, 2, 3, 4, 5]

/** @throws CuspError `input.invalid` without a corruption set. */
export function corruptionProtocol({ count, corruptions }: ProtocolSetting): Protocol {
  if (!corruptions) {
    const message =
      'The protocol "corruption" needs the name of a stored corruption set, as in --corruptions cifar-10-c.'
    throw new CuspError('input.invalid', message, { place: 'corruptions' })
  }
  const { set, names } = corruptions
  return protocolSchema.parse({
    version: 1,
    name: 'corruption',
    notes,
    subset: { count },
    plans: names.flatMap((corruption) =>
      severities.map((severity) => ({ attack: 'corruption', set, corruption, severity })),
    ),
    gallery: 4,
  })
}
