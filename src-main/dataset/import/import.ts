import { realpath } from 'node:fs/promises'
import { readCifar10, readCifar100 } from '../formats/cifar.ts'
import { corruptionsIn, requireLabels, SlabReader } from '../formats/corruption-folder.ts'
import type { Found } from '../formats/found.ts'
import { readIdxFolder } from '../formats/idx-folder.ts'
import { readImageFolder } from '../formats/image-folder.ts'
import { readLabelCsv } from '../formats/label-csv.ts'
import { readNpz } from '../formats/npz.ts'
import { Reading, type Watch } from '../formats/reading.ts'
import { missing } from '../formats/refusal.ts'
import { readSvhn } from '../formats/svhn.ts'
import { loadDataset } from '../load.ts'
import type { DatasetPlaces } from '../source.ts'
import { writeCorruptions } from '../stored/corruptions.ts'
import { writeExamples, type Examples } from '../stored/examples.ts'
import type { Manifest, SourceFormat } from '../stored/manifest.ts'
import { nameFrom } from '../stored/name.ts'
import { refuseExisting, type Destination } from '../stored/write.ts'
import { namedClasses, requireOptions, type ImportOptions } from './options.ts'
import { reportOn } from './report.ts'
import { requireSound } from './sound.ts'

export interface ImportRequest {
  readonly format: SourceFormat
  /** A folder or file of this machine. */
  readonly path: string
  /** What to store it as; else made of the path's last part. */
  readonly name?: string | undefined
  readonly options: ImportOptions
}

export interface ImportSurroundings extends DatasetPlaces, Watch {
  /** Milliseconds since 1970. */
  readonly now: number
}

/**
 * Copies a dataset into the folder of datasets, in the one internal form: there whole when this
 * resolves, not at all when it rejects. The source is untrusted: it is parsed under limits, links are
 * refused, and nothing of it but names, sizes and hashes of its files is kept beside the pixels.
 * @throws CuspError `dataset.exists`, `dataset.missing`, `dataset.malformed`, `dataset.cancelled`,
 *   `disk.full`, `input.invalid`; for corruption sets also what `loadDataset` throws of the base.
 */
export async function importDataset(
  request: ImportRequest,
  around: ImportSurroundings,
): Promise<Manifest> {
  const { format, options } = request
  requireOptions(format, options)
  const path = await realpath(request.path).catch((error: unknown) => {
    throw missing(request.path, error)
  })
  const name = request.name ?? nameFrom(path)
  const destination = { datasets: around.datasets, name, now: around.now }
  await refuseExisting(destination.datasets, name)
  const reading = new Reading(around)
  if (format === 'corruptions') {
    return importCorruptions(path, options.base ?? '', reading, destination, around)
  }
  const found = await read(format, path, options, reading)
  requireSound(found, path)
  reading.checkpoint()
  const report = reportOn(found)
  reading.checkpoint()
  const origin = { format, files: [...reading.files], options: { ...found.options } }
  return writeExamples(destination, joined(found), { report, origin })
}

async function read(
  format: Exclude<SourceFormat, 'corruptions'>,
  path: string,
  options: ImportOptions,
  reading: Reading,
): Promise<Found> {
  const found = await readFormat(format, path, options, reading)
  return { ...found, classes: namedClasses(found.classes, options.classes) }
}

function readFormat(
  format: Exclude<SourceFormat, 'corruptions'>,
  path: string,
  options: ImportOptions,
  reading: Reading,
): Promise<Found> {
  switch (format) {
    case 'idx':
      return readIdxFolder(path, reading)
    case 'cifar-10':
      return readCifar10(path, reading)
    case 'cifar-100':
      return readCifar100(path, reading, options.labels ?? 'fine')
    case 'svhn':
      return readSvhn(path, reading)
    case 'npz':
      return readNpz(path, reading)
    case 'image-folder':
      return readImageFolder(path, options, reading)
    case 'csv':
      return readLabelCsv(path, options.images, options, reading)
  }
}

/** The parts as one run of examples, train first. */
function joined({ shape, classes, parts }: Found): Examples {
  const [first, test] = parts
  if (!test) return { shape, classes, ...first }
  return {
    shape,
    classes,
    images: Buffer.concat([first.images, test.images]),
    labels: Buffer.concat([first.labels, test.labels]),
    parts: { train: first.labels.length, test: test.labels.length },
  }
}

async function importCorruptions(
  path: string,
  baseName: string,
  reading: Reading,
  destination: Destination,
  places: DatasetPlaces,
): Promise<Manifest> {
  const source =
    baseName === 'digits'
      ? { kind: 'digits' as const }
      : { kind: 'stored' as const, name: baseName }
  const base = await loadDataset(source, places)
  const corruptions = await corruptionsIn(path)
  await requireLabels(path, base, reading)
  const slabs = new SlabReader(path, base, reading)
  reading.expect(corruptions.length * 5 * (base.count - (base.parts?.train ?? 0)))
  return writeCorruptions(destination, {
    base,
    corruptions,
    slab: (corruption, severity) => slabs.next(corruption, severity),
    origin: () => ({ format: 'corruptions', files: [...reading.files], options: {} }),
  })
}
