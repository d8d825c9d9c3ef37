import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { run } from './run.ts'

/** The C API as the addon includes it, of 13,000 headers in the wheel. */
const header =
  /^tensorflow\/include\/((?:tensorflow\/c|tensorflow\/core\/platform|tsl\/platform|xla\/tsl\/c)\/[\w/]+\.h)$/
const library = /^tensorflow\/(libtensorflow_(?:cc|framework)\.so\.2)$/

/** Takes TensorFlow's two libraries and the headers of its C API out of a Python package. */
export async function unpackWheel(
  file: string,
  { libraries, include }: { readonly libraries: string; readonly include: string },
): Promise<void> {
  const { default: yauzl } = await import('yauzl')
  const zip = await yauzl.openPromise(file, { lazyEntries: true })
  try {
    for await (const entry of zip.eachEntry()) {
      const [, asLibrary] = library.exec(entry.fileName) ?? []
      const [, asHeader] = header.exec(entry.fileName) ?? []
      const target = asLibrary
        ? join(libraries, basename(asLibrary))
        : asHeader && join(include, asHeader)
      if (!target) continue
      await mkdir(dirname(target), { recursive: true })
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target))
    }
  } finally {
    zip.close()
  }
}

/** Unpacks an npm package into a folder, without the folder `package` that it is packed in. */
export async function unpackPackage(file: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await run('tar', ['-xzf', file, '-C', folder, '--strip-components=1'])
}
