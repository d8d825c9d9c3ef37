import { CuspError } from '#errors'

/** The values with zeros behind them, so that one compiled graph serves every size of batch. */
export function pad(values: Float32Array, length: number): Float32Array {
  if (values.length === length) return values
  if (values.length > length)
    throw new CuspError('internal', `A graph for ${length} values was given ${values.length}.`)
  const padded = new Float32Array(length)
  padded.set(values)
  return padded
}
