import { CuspError } from '#errors'
import type { Buffer, TensorSpec } from './compiler.ts'

/** Checks what `run` was given against what the program takes. Throws `internal`. */
export function checkBuffers(
  name: string,
  specs: readonly TensorSpec[],
  buffers: readonly Buffer[],
): void {
  if (buffers.length !== specs.length) {
    const counts = `${buffers.length} buffers for ${specs.length} inputs`
    throw new CuspError('internal', `${name} was given ${counts}; give one buffer for each input`)
  }
  specs.forEach((spec, i) => checkBuffer(`${name}, input ${i}`, spec, buffers[i]))
}

function checkBuffer(place: string, { shape, dtype }: TensorSpec, buffer?: Buffer): void {
  const length = shape.reduce((product, size) => product * size, 1)
  const wanted = { float32: Float32Array, int32: Int32Array, bool: Uint8Array }[dtype]
  if (buffer instanceof wanted && buffer.length === length) return
  const given = `${buffer?.constructor.name ?? 'nothing'} of ${buffer?.length ?? 0} elements`
  const right = `${wanted.name} of ${length} for [${shape.join(', ')}]`
  throw new CuspError('internal', `${place}: ${given} was given; give a ${right}`, { place })
}
