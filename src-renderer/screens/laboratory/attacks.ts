import { attackPlanSchema, type AttackPlan, type Norm } from '#contract'

/** Every setting that an attack of the laboratory may have; each attack reads its own. */
export interface AttackForm {
  readonly attack: AttackName
  readonly norm: Norm
  readonly epsilon: number
  readonly steps: number
  readonly restarts: number
  /** Length of a step as a factor of ε / steps. */
  readonly pace: number
  readonly queries: number
  readonly draws: number
  readonly rotation: number
  readonly translation: number
  readonly flow: number
}

export type AttackField = Exclude<keyof AttackForm, 'attack' | 'norm'>

interface Kind {
  readonly label: string
  readonly norms: readonly Norm[]
  readonly fields: readonly AttackField[]
}

/** The attacks offered, and what each can be set to. */
export const attackKinds = {
  clean: { label: 'none', norms: [], fields: [] },
  fgsm: { label: 'FGSM', norms: ['linf', 'l2'], fields: ['epsilon'] },
  pgd: {
    label: 'PGD',
    norms: ['linf', 'l2', 'l1'],
    fields: ['epsilon', 'steps', 'pace', 'restarts'],
  },
  'mi-fgsm': { label: 'MI-FGSM', norms: ['linf', 'l2'], fields: ['epsilon', 'steps'] },
  'apgd-ce': {
    label: 'Auto-PGD, cross-entropy',
    norms: ['linf', 'l2', 'l1'],
    fields: ['epsilon', 'steps', 'restarts'],
  },
  fab: {
    label: 'FAB, least distance',
    norms: ['linf', 'l2', 'l1'],
    fields: ['epsilon', 'steps', 'restarts'],
  },
  deepfool: {
    label: 'DeepFool, least distance',
    norms: ['linf', 'l2'],
    fields: ['epsilon', 'steps'],
  },
  square: {
    label: 'Square, black-box',
    norms: ['linf', 'l2', 'l1'],
    fields: ['epsilon', 'queries', 'restarts'],
  },
  'random-noise': {
    label: 'random noise',
    norms: ['linf', 'l2', 'l1'],
    fields: ['epsilon', 'draws'],
  },
  'spatial-random': {
    label: 'random transforms',
    norms: [],
    fields: ['rotation', 'translation', 'draws'],
  },
  'spatial-first-order': {
    label: 'transform by gradient',
    norms: [],
    fields: ['rotation', 'translation', 'steps', 'restarts'],
  },
  stadv: { label: 'stAdv, a smooth flow', norms: [], fields: ['flow', 'steps'] },
  combined: {
    label: 'random transforms, then PGD',
    norms: ['linf', 'l2'],
    fields: ['rotation', 'translation', 'draws', 'epsilon', 'steps', 'pace'],
  },
} as const satisfies Record<string, Kind>

export type AttackName = keyof typeof attackKinds

export function isAttackName(text: string): text is AttackName {
  return Object.hasOwn(attackKinds, text)
}

export const startForm: AttackForm = {
  ...{ attack: 'pgd', norm: 'linf', epsilon: 0.1, steps: 10, restarts: 3, pace: 2.5 },
  ...{ queries: 200, draws: 10, rotation: 30, translation: 2, flow: 1 },
}

interface Range {
  readonly label: string
  readonly min: number
  readonly max: number
  readonly step: number
}

/** Where a slider goes; the radius by its norm, on colour images in levels of 255. */
export function rangeOf(field: AttackField, norm: Norm, isColour = false): Range {
  switch (field) {
    case 'epsilon':
      return {
        ...{ label: 'Radius ε', min: 0, ...epsilonRange[norm] },
        ...(isColour && norm === 'linf' && { max: 64 / 255, step: 1 / 255 }),
      }
    case 'steps':
      return { label: 'Attack steps', min: 1, max: 100, step: 1 }
    case 'restarts':
      return { label: 'Restarts', min: 1, max: 10, step: 1 }
    case 'pace':
      return { label: 'Step size × steps ÷ ε', min: 0.25, max: 10, step: 0.25 }
    case 'queries':
      return { label: 'Queries', min: 50, max: 2000, step: 50 }
    case 'draws':
      return { label: 'Draws', min: 1, max: 50, step: 1 }
    case 'rotation':
      return { label: 'Rotation ±°', min: 0, max: 180, step: 1 }
    case 'translation':
      return { label: 'Translation ± px', min: 0, max: 12, step: 0.5 }
    case 'flow':
      return { label: 'Flow ± px', min: 0.1, max: 4, step: 0.1 }
  }
}

const epsilonRange = {
  linf: { max: 0.5, step: 0.005 },
  l2: { max: 8, step: 0.05 },
  l1: { max: 60, step: 0.5 },
} as const satisfies Record<Norm, { max: number; step: number }>

/** The same attack in another norm, with a radius that means something in it. */
export function inNorm(form: AttackForm, norm: Norm): AttackForm {
  const { max } = epsilonRange[norm]
  const share = form.epsilon / epsilonRange[form.norm].max
  return { ...form, norm, epsilon: Number((share * max).toPrecision(2)) }
}

/** Another attack with what of the settings it shares; a norm it has, and a radius in it. */
export function ofKind(form: AttackForm, attack: AttackName): AttackForm {
  const norms: readonly Norm[] = attackKinds[attack].norms
  const fitting = norms.includes(form.norm) ? form : inNorm(form, norms[0] ?? form.norm)
  return { ...fitting, attack }
}

/** The plan that a form stands for. */
export function planOf(form: AttackForm): AttackPlan {
  const { attack, norm, pace } = form
  const { norms, fields }: Kind = attackKinds[attack]
  const own = fields.filter((field) => field !== 'pace').map((field) => [field, form[field]])
  return attackPlanSchema.parse({
    attack,
    ...(norms.length > 0 && { norm }),
    ...(Object.fromEntries(own) as Record<string, number>),
    ...(fields.includes('pace') && { stepSize: { relativeToEpsilon: pace } }),
    ...(attack === 'combined' && { order: 'spatial-then-adversarial' }),
  })
}
