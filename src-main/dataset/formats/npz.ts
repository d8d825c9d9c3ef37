import { partOf, type ArrayPart } from './arrays.ts'
import { numberedClasses, type Found } from './found.ts'
import { parseNpy } from './npy.ts'
import type { Reading } from './reading.ts'
import { malformed } from './refusal.ts'
import { readZip } from './zip.ts'

const known = ['x', 'y', 'x_train', 'y_train', 'x_test', 'y_test']

/**
 * NumPy's `.npz`: arrays `x` and `y`, or `x_train`, `y_train`, `x_test` and `y_test`. Floats are
 * stored as the nearest of 256 levels; the largest move is kept as the option `rounding`.
 */
export async function readNpz(file: string, reading: Reading): Promise<Found> {
  await reading.record(file)
  const entries = await readZip(file, (name) => known.includes(name.replace(/\.npy$/, '')))
  const part = (ending: string): ArrayPart => {
    const [x, y] = [`x${ending}`, `y${ending}`].map((name) => {
      const bytes = entries.get(`${name}.npy`)
      if (bytes) return parseNpy(bytes, `${file}: ${name}`)
      throw malformed(
        file,
        `holds no array "${name}"; x and y, or ${known.slice(2).join(', ')}, belong here`,
      )
    })
    const read = partOf(x, y, [`${file}: x${ending}`, `${file}: y${ending}`])
    reading.count(read.labels.length)
    return read
  }
  const parts = entries.has('x_train.npy')
    ? ([part('_train'), part('_test')] as const)
    : ([part('')] as const)
  const { shape } = parts[0]
  const other = parts.find((read) => JSON.stringify(read.shape) !== JSON.stringify(shape))
  if (other) {
    const sizes = [shape, other.shape].map((s) => `${s.height} × ${s.width} × ${s.channels}`)
    throw malformed(file, `holds images of ${sizes.join(' and of ')}; all must be of one size`)
  }
  const rounding = Math.max(...parts.map((read) => read.rounding))
  const found = { shape, classes: numberedClasses(...parts), parts }
  return rounding > 1e-6 ? { ...found, options: { rounding } } : found
}
