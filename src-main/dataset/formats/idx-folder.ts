import { join } from 'node:path'
import { numberedClasses, type Found, type Part } from './found.ts'
import { readIdxPair, type IdxPair } from './read-idx.ts'
import { entriesOf, type Reading } from './reading.ts'
import { malformed } from './refusal.ts'

/** `train-images-idx3-ubyte.gz`, `t10k-labels.idx1-ubyte`, `emnist-digits-test-images-idx3-ubyte`. */
const pattern = /^(.*?)(train|t10k|test)?[-_]?(images|labels)[-.]idx[13]-ubyte(\.gz)?$/

const wanted =
  'train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and ' +
  't10k-labels-idx1-ubyte (each may end in .gz) belong here, or one pair without parts'

type Role = 'train' | 'test' | 'all'

/**
 * MNIST and its kin (Fashion-MNIST, KMNIST, EMNIST): a folder with a pair of IDX files for train and
 * one for test, or with one pair of both.
 */
export async function readIdxFolder(folder: string, reading: Reading): Promise<Found> {
  const files = await findPairs(folder)
  const train = await readPart(folder, files, files.has('train images') ? 'train' : 'all', reading)
  const test = files.has('test images') ? await readPart(folder, files, 'test', reading) : undefined
  const [, height, width] = train.dims
  if (test && (test.dims[1] !== height || test.dims[2] !== width)) {
    const sizes = `${height} × ${width} to train on and ${test.dims[1]} × ${test.dims[2]} to test on`
    throw malformed(folder, `holds images of ${sizes}; all must be of one size`)
  }
  const parts = test ? ([train.part, test.part] as const) : ([train.part] as const)
  return { shape: { height, width, channels: 1 }, classes: numberedClasses(...parts), parts }
}

/** Which file has which role, as `train images`. */
async function findPairs(folder: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (const { name } of await entriesOf(folder, wanted)) {
    const match = pattern.exec(name)
    if (!match) continue
    const role: Role = match[2] === undefined ? 'all' : match[2] === 'train' ? 'train' : 'test'
    const key = `${role} ${match[3]}`
    const other = found.get(key)
    if (other !== undefined) {
      throw malformed(folder, `holds both ${other} and ${name}; one file of each kind belongs here`)
    }
    found.set(key, name)
  }
  const roles: Role[] = found.has('all images') ? ['all'] : ['train', 'test']
  for (const key of roles.flatMap((role) => [`${role} images`, `${role} labels`])) {
    if (!found.has(key)) throw malformed(folder, `holds no IDX file of ${key}; ${wanted}`)
  }
  return found
}

async function readPart(
  folder: string,
  files: ReadonlyMap<string, string>,
  role: Role,
  reading: Reading,
): Promise<{ readonly dims: readonly number[]; readonly part: Part }> {
  const at = (content: string) => join(folder, files.get(`${role} ${content}`) ?? '')
  const pair = { images: at('images'), labels: at('labels') }
  await reading.record(pair.images)
  await reading.record(pair.labels)
  const { images, labels }: IdxPair = await readIdxPair(pair)
  reading.count(labels.length)
  return { dims: images.dims, part: { images: images.bytes, labels } }
}
