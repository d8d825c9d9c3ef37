import { readFile } from 'node:fs/promises'
import { CuspError } from '#errors'

/**
 * A JSON document from a file.
 *
 * @throws CuspError `spec.unreadable`, saying where in the file it stops being JSON
 */
export async function readDocument(file: string): Promise<unknown> {
  const text = await readText(file)
  try {
    return JSON.parse(text, withoutPrototypes) as unknown
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new CuspError('spec.unreadable', `${file} is not JSON: ${why}.`, { place: file })
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    const why = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`
    throw new CuspError('spec.unreadable', `${file}: ${why}.`, { place: file, cause: error })
  }
}

/** Keys that would change what an object is rather than what it holds. */
function withoutPrototypes(key: string, value: unknown): unknown {
  return ['__proto__', 'constructor', 'prototype'].includes(key) ? undefined : value
}
