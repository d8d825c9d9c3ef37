import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** An IDX file: magic number, big-endian sizes, bytes. */
export function encodeIdx(magic: number, dims: readonly number[], bytes: Uint8Array): Buffer {
  const header = Buffer.alloc(4 + 4 * dims.length)
  header.writeUInt32BE(magic)
  dims.forEach((size, i) => header.writeUInt32BE(size, 4 + 4 * i))
  return Buffer.concat([header, bytes])
}

/** Runs with a fresh folder and a way to put files in it. */
export async function inFolder<T>(
  work: (put: (name: string, bytes: Uint8Array) => Promise<string>, folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'cusp-idx-'))
  const put = async (name: string, bytes: Uint8Array): Promise<string> => {
    await writeFile(join(folder, name), bytes)
    return join(folder, name)
  }
  try {
    return await work(put, folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}
