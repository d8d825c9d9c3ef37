import { CuspError } from '#errors'
import type { NamedArray } from '#trainer'
import { elements } from './model.ts'

/**
 * The values of stored arrays, in the order a model or optimiser wants them.
 * Throws `model.shape` when one is missing, has another shape, or there are others beside them.
 */
export function matchArrays(
  owner: string,
  wanted: readonly { readonly name: string; readonly shape: readonly number[] }[],
  stored: readonly NamedArray[],
): Float32Array[] {
  if (stored.length !== wanted.length)
    throw new CuspError(
      'model.shape',
      `The stored weights hold ${stored.length} arrays, but ${owner} has ${wanted.length}.`,
    )
  const byName = new Map(stored.map((array) => [array.name, array]))
  return wanted.map(({ name, shape }) => {
    const found = byName.get(name)
    const right = `[${shape.join(', ')}]`
    if (!found)
      throw new CuspError(
        'model.shape',
        `The stored weights lack "${name}" of shape ${right}, which ${owner} has.`,
        { place: name },
      )
    if (found.shape.join() !== shape.join() || found.values.length !== elements(shape))
      throw new CuspError(
        'model.shape',
        `The stored "${name}" has shape [${found.shape.join(', ')}]; ${owner} wants ${right}.`,
        { place: name },
      )
    return found.values
  })
}
