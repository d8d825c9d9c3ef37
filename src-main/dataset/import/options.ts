import { CuspError } from '#errors'
import type { SourceFormat } from '../stored/manifest.ts'

/** What can be asked of an import; which of it is taken depends on the format. */
export interface ImportOptions {
  /** Side in pixels that images are scaled (shorter side) and cropped (centre) to. */
  readonly size?: number | undefined
  /** Whether images become grey or RGB. */
  readonly colour?: 'grey' | 'rgb' | undefined
  /** Which labels of CIFAR-100. */
  readonly labels?: 'fine' | 'coarse' | undefined
  /** Folder of the images that a CSV names. */
  readonly images?: string | undefined
  /** The dataset that a corruption set is of. */
  readonly base?: string | undefined
  /** Names of the classes, in the order of their labels. */
  readonly classes?: readonly string[] | undefined
}

type OptionName = keyof ImportOptions

const taken: Readonly<Record<SourceFormat, readonly OptionName[]>> = {
  idx: ['classes'],
  'cifar-10': [],
  'cifar-100': ['labels'],
  svhn: [],
  npz: ['classes'],
  'image-folder': ['size', 'colour'],
  csv: ['size', 'colour', 'images', 'classes'],
  corruptions: ['base'],
}

const largestSize = 1024

/** @throws CuspError `input.invalid` for an option that the format does not take or need. */
export function requireOptions(format: SourceFormat, options: ImportOptions): void {
  const given = Object.entries(options).filter(([, value]) => value !== undefined)
  for (const [name] of given) {
    if (taken[format].includes(name as OptionName)) continue
    const known = taken[format].map((option) => `--${option}`)
    const right = known.length === 0 ? 'it takes no options' : `it takes ${known.join(', ')}`
    throw refusal(name, `is not of the format ${format}; ${right}`)
  }
  const { size, base } = options
  if (size !== undefined && !(Number.isInteger(size) && size >= 4 && size <= largestSize)) {
    throw refusal(
      'size',
      `is ${size}; a whole number of pixels from 4 to ${largestSize} belongs here`,
    )
  }
  if (format === 'corruptions' && base === undefined) {
    throw refusal(
      'base',
      'is missing; the name of the dataset whose test part was corrupted belongs here',
    )
  }
}

function refusal(option: string, problem: string): CuspError {
  return new CuspError('input.invalid', `--${option}: ${problem}`, { place: `--${option}` })
}

/**
 * The classes an import asks for in place of numbers.
 * @throws CuspError `input.invalid` when there are fewer names than classes, or one twice.
 */
export function namedClasses(
  found: readonly string[],
  names: readonly string[] | undefined,
): readonly string[] {
  if (names === undefined) return found
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw refusal('classes', `names "${twice}" twice`)
  if (names.length >= found.length) return names
  throw refusal('classes', `names ${names.length} classes, and there are ${found.length}`)
}
