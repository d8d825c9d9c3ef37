import type { OnnxFile, OnnxNode, OnnxTensor } from '../read/onnx-file.ts'
import { unsupported } from '../read/refusal.ts'
import type { Simplified } from './simplify.ts'

/** How the convolutions that share a filter use it. */
interface FilterUse {
  readonly label: string
  readonly group: number
  /** Rows and columns between two taps of the filter. */
  readonly dilations: readonly [number, number]
}

/** Largest filter after groups and dilations are written out: 128 MB of float32. */
const mostTaps = 2 ** 25

/** The weights that are used as filters of convolutions of one kind and as nothing else. */
export function findFilters({ nodes, weights }: Simplified): ReadonlyMap<string, FilterUse> {
  const uses = new Map<string, FilterUse | null>()
  for (const node of nodes) {
    for (const [i, name] of node.inputs.entries()) {
      if (weights.get(name)?.shape.length !== 4) continue
      const use = node.type === 'Conv' && i === 1 ? useOf(node) : null
      const known = uses.get(name)
      const isSame = known === undefined || (use !== null && isAlike(use, known))
      uses.set(name, isSame ? use : null)
    }
  }
  return new Map([...uses].flatMap(([name, use]) => (use === null ? [] : [[name, use] as const])))
}

function useOf({ label, attributes }: OnnxNode): FilterUse | null {
  const [group, dilations] = [attributes.get('group') ?? 1, attributes.get('dilations') ?? [1, 1]]
  if (typeof group !== 'number' || !Array.isArray(dilations)) return null
  const [rows, columns, ...more] = dilations as readonly number[]
  if (!(rows >= 1 && columns >= 1) || more.length > 0 || group < 1) return null
  return { label, group, dilations: [rows, columns] }
}

function isAlike(a: FilterUse, b: FilterUse | null): boolean {
  return b !== null && a.group === b.group && a.dilations.join() === b.dilations.join()
}

/**
 * A filter [out, in, rows, columns] as tfjs takes it, [rows, columns, in, out], with groups and
 * dilations written out as zeros: tfjs has no gradient of a dilated convolution and no groups.
 * @throws CuspError `model.unsupported` when that would be too large.
 */
export function readyFilter(
  file: OnnxFile,
  { shape, elements }: OnnxTensor,
  { label, group, dilations }: FilterUse,
): { readonly shape: number[]; readonly values: Float32Array } {
  const [out, into, rows, columns] = shape
  if (out % group !== 0)
    throw unsupported(file.file, `${label} has ${out} filters in ${group} groups`)
  const full = [(rows - 1) * dilations[0] + 1, (columns - 1) * dilations[1] + 1, into * group, out]
  const count = full.reduce((product, size) => product * size, 1)
  if (count > mostTaps)
    throw unsupported(
      file.file,
      `${label} has ${group} groups and dilations ${dilations.join(', ')}: written out it would have ${count} weights, and at most ${mostTaps} are taken`,
    )
  const values = new Float32Array(count)
  const each = out / group
  let source = 0
  for (let o = 0; o < out; o++) {
    for (let i = 0; i < into; i++) {
      const channel = Math.floor(o / each) * into + i
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++) {
          const tap = row * dilations[0] * full[1] + column * dilations[1]
          values[(tap * full[2] + channel) * out + o] = elements[source++]
        }
      }
    }
  }
  return { shape: full, values }
}
