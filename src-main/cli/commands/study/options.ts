import { CuspError } from '#errors'
import { parseSeeds } from '#spec'
import { seedsOf, sizes, templateOf, type Size } from '#study'
import type { Command } from 'commander'
import type { CommonOptions } from '../../context.ts'

export interface StudyOptions extends CommonOptions {
  readonly size: string
  readonly quick?: true
  readonly seeds?: string
}

/** Gives a command the options by which a study is made in a size. */
export function withStudyOptions(command: Command): Command {
  return command
    .option('--size <size>', `one of ${sizes.join(', ')}`, 'digits')
    .option('--quick', 'the same as --size quick: minutes, and no verdict')
    .option('--seeds <list>', 'its seeds, as 0-2 (default: what its size says)')
}

/** Which study is meant. */
export interface Chosen {
  readonly name: string
  readonly size: Size
  readonly seeds: readonly number[]
}

/** @throws CuspError `study.unknown`, `input.invalid`. */
export function chosen(name: string, { size, quick, seeds }: StudyOptions): Chosen {
  templateOf(name)
  const of = quick ? 'quick' : sizes.find((one) => one === size)
  if (!of) {
    const message = `--size is "${size}"; one of ${sizes.join(', ')} belongs here.`
    throw new CuspError('input.invalid', message, { place: '--size' })
  }
  return { name, size: of, seeds: seeds === undefined ? seedsOf(of) : parseSeeds(seeds) }
}
