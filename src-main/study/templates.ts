import { CuspError } from '#errors'
import type { RunSpec, Study } from '#spec'
import { designA } from './claims-a.ts'
import { designB } from './claims-b.ts'
import { designC } from './claims-c.ts'
import type { Design } from './design.ts'
import type { Scale, Size } from './scale.ts'
import { scales } from './scales.ts'

/** A study that Cusp can make in several sizes. Names are stored: add, never rename. */
export interface Template {
  readonly name: string
  readonly title: string
  /** The claim it puts to the test, in Cusp's words. */
  readonly claim: string
  readonly question: string
  readonly design: (scale: Scale) => Design
}

export const templates: readonly Template[] = [
  {
    name: 'claims-a',
    title: 'Claim (a): more augmentation, less adversarial robustness',
    claim:
      'Training under ever larger rotations or translations raises robustness to them, and ' +
      'lowers adversarial robustness step by step.',
    question:
      'Does training under larger transforms make a network easier to fool with small pixel ' +
      'changes? A planar and a group-equivariant network are trained under each.',
    design: designA,
  },
  {
    name: 'claims-b',
    title: 'Claim (b): a larger ε, less spatial robustness',
    claim:
      'Adversarial training (PGD, TRADES) at an ever larger ε lowers spatial robustness step by step.',
    question:
      'Does adversarial training at a larger radius make a network easier to fool with a turn or a ' +
      'shift? Two losses train a planar and a group-equivariant network at each radius.',
    design: designB,
  },
  {
    name: 'claims-c',
    title: 'Claim (c): a curriculum over both, towards the Pareto front',
    claim:
      'Training on gradually harder perturbations of both kinds (CuSP) moves a network towards the ' +
      'Pareto front of spatial and adversarial robustness.',
    question:
      'Does hardening both perturbations together reach what neither alone does? CuSP stands beside ' +
      'single methods, full strength from the start, and curricula over one perturbation.',
    design: designC,
  },
]

/** @throws CuspError `study.unknown`, naming those there are. */
export function templateOf(name: string): Template {
  const found = templates.find((template) => template.name === name)
  if (found) return found
  const names = templates.map((template) => template.name).join(', ')
  throw new CuspError('study.unknown', `No study is called "${name}"; there are ${names}.`, {
    place: 'name',
  })
}

export function designOf(name: string, size: Size): Design {
  return templateOf(name).design(scales[size])
}

/** What its runs are kept under: the size is part of it, unless it is the usual one. */
export function studyName(name: string, size: Size): string {
  return size === 'digits' ? name : `${name}-${size}`
}

export function seedsOf(size: Size): readonly number[] {
  return scales[size].seeds
}

/** What to know before a study of this size is started; undefined where there is nothing. */
export function noteOf(size: Size): string | undefined {
  return scales[size].note
}

/** A template as a study: seed by seed, so that one stopped early has whole seeds to show. */
export function studyOf(name: string, size: Size, seeds: readonly number[] = seedsOf(size)): Study {
  const { question, design } = templateOf(name)
  const { cells } = design(scales[size])
  const specs = seeds.flatMap((seed) => cells.map(({ spec }): RunSpec => ({ ...spec, seed })))
  return { version: 1, name: studyName(name, size), question, specs }
}
