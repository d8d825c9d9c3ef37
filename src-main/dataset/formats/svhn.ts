import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Found, Part } from './found.ts'
import { mostBytes } from './limits.ts'
import { parseMat, type MatArray } from './mat.ts'
import type { Reading } from './reading.ts'
import { malformed } from './refusal.ts'

const side = 32
const channels = 3
const pixels = side * side * channels
const wanted = 'train_32x32.mat and test_32x32.mat belong here'

/**
 * SVHN, cropped digits ("format 2"): a folder with `train_32x32.mat` and `test_32x32.mat`, or one such
 * file. `X` is `[32, 32, 3, N]` with the first dimension fastest; in `y`, 10 stands for the digit 0.
 */
export async function readSvhn(path: string, reading: Reading): Promise<Found> {
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
  const parts = isFile
    ? ([await readPart(path, reading)] as const)
    : ([
        await readPart(join(path, 'train_32x32.mat'), reading),
        await readPart(join(path, 'test_32x32.mat'), reading),
      ] as const)
  return { shape: { height: side, width: side, channels }, classes: [...'0123456789'], parts }
}

async function readPart(file: string, reading: Reading): Promise<Part> {
  const bytes = await reading.file(file, mostBytes, wanted)
  const arrays = parseMat(bytes, ['X', 'y'], file)
  const [x, y] = [arrays.get('X'), arrays.get('y')] as [MatArray, MatArray]
  const [height, width, depth, count = 1] = x.dims
  if (height !== side || width !== side || depth !== channels || x.dims.length > 4) {
    throw malformed(file, `X is ${x.dims.join(' × ')}; 32 × 32 × 3 × count belongs here`)
  }
  const labelled = y.dims.reduce((product, size) => product * size, 1)
  if (labelled !== count) {
    throw malformed(file, `y is ${y.dims.join(' × ')}, but X holds ${count} images`)
  }
  const images = imagesOf(x, count)
  const labels = Uint8Array.from({ length: count }, (_, i) => digitOf(y.at(i), i, file))
  reading.count(count)
  return { images, labels }
}

/** `[row, column, channel, image]`, rows fastest, to `[image, row, column, channel]`. */
function imagesOf({ at }: MatArray, count: number): Uint8Array {
  const images = new Uint8Array(count * pixels)
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < channels; c++) {
      for (let column = 0; column < side; column++) {
        const from = side * (column + side * (c + channels * i))
        const to = i * pixels + column * channels + c
        for (let row = 0; row < side; row++) {
          images[to + row * side * channels] = at(from + row)
        }
      }
    }
  }
  return images
}

function digitOf(label: number, index: number, file: string): number {
  if (Number.isInteger(label) && label >= 1 && label <= 10) return label % 10
  const name = basename(file)
  throw malformed(
    file,
    `${name}: y(${index + 1}) is ${label}; 1 to 10, which is the digit 0, belongs here`,
  )
}
