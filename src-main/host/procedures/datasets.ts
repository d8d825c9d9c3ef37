import type { DatasetCheck, DatasetDetail, DatasetEntry, DatasetList } from '#contract'
import {
  listStored,
  readManifest,
  reportOn,
  sampleOfClasses,
  verifyStored,
  type Dataset,
  type DatasetPlaces,
  type Manifest,
} from '#dataset'
import type { Loader } from './gallery.ts'

/** What there is to train and evaluate on. */
export interface Catalogue {
  list(): Promise<DatasetList>
  get(name: string): Promise<DatasetDetail>
  verify(name?: string): Promise<{ checks: DatasetCheck[] }>
}

const shipped = 'digits'

/** Examples of a preview, and the most bytes of pixels they may have. */
const mostShown = 100
const mostBytes = 4 * 2 ** 20

/** @param load keeps the last dataset, so that a preview and a gallery of it read it once. */
export function createCatalogue({ datasets }: DatasetPlaces, load: Loader): Catalogue {
  const digits = () => load({ kind: shipped })
  return {
    list: async () => {
      const listed = await listStored(datasets)
      return {
        datasets: [
          entryOfDigits(await digits()),
          ...listed.flatMap((one) => ('manifest' in one ? [entryOf(one.manifest)] : [])),
        ],
        damaged: listed.flatMap((one) => ('problem' in one ? [one] : [])),
      }
    },
    get: async (name) => {
      if (name === shipped) return detailOfDigits(await digits())
      const manifest = await readManifest(datasets, name)
      if (manifest.kind === 'corruptions') return detailOfCorruptions(manifest)
      const { classes, report, origin } = manifest
      const preview = previewOf(await load({ kind: 'stored', name }))
      return { entry: entryOf(manifest), classes, report, corruptions: [], origin, preview }
    },
    verify: async (name) => {
      const names =
        name === undefined ? (await listStored(datasets)).map((one) => one.name) : [name]
      const checks: DatasetCheck[] = []
      for (const each of names) {
        const { damaged, ...check } = await verifyStored(datasets, each)
        checks.push({ ...check, damaged: [...damaged] })
      }
      return { checks }
    },
  }
}

function entryOf(manifest: Manifest): DatasetEntry {
  const { name, hash, shape, count, files } = manifest
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  const shared = { name, hash, shape, count, bytes }
  return manifest.kind === 'examples'
    ? {
        ...shared,
        kind: 'examples',
        parts: manifest.parts,
        classes: manifest.classes.length,
        base: null,
      }
    : { ...shared, kind: 'corruptions', parts: null, classes: 0, base: manifest.base.name }
}

function entryOfDigits({ hash, shape, count, classes, images, labels }: Dataset): DatasetEntry {
  const bytes = images.length + labels.length
  const sizes = { count, shape: { ...shape }, classes: classes.length, bytes }
  return { name: shipped, kind: 'shipped', parts: null, hash, base: null, ...sizes }
}

function detailOfDigits(dataset: Dataset): DatasetDetail {
  const { shape, classes } = dataset
  return {
    entry: entryOfDigits(dataset),
    classes: [...classes],
    report: reportOn({ shape, classes, parts: [dataset] }),
    corruptions: [],
    origin: null,
    preview: previewOf(dataset),
  }
}

function detailOfCorruptions(manifest: Extract<Manifest, { kind: 'corruptions' }>): DatasetDetail {
  const { corruptions, origin } = manifest
  return { entry: entryOf(manifest), classes: [], report: null, corruptions, origin, preview: [] }
}

function previewOf(dataset: Dataset): DatasetDetail['preview'] {
  const { images, labels, shape } = dataset
  const pixels = shape.height * shape.width * shape.channels
  const most = Math.max(1, Math.min(mostShown, Math.floor(mostBytes / pixels)))
  return sampleOfClasses(dataset, most).map((index) => ({
    index,
    label: labels[index],
    pixels: Buffer.from(images.subarray(index * pixels, (index + 1) * pixels)).toString('base64'),
  }))
}
