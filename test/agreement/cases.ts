import { attackPlanSchema, gridTransforms, type AttackPlan, type PlanOf } from '#threat'

/** One call of a peer's attack, in its own words. */
export interface PeerCall {
  readonly library: 'torchattacks' | 'foolbox' | 'art' | 'torchvision'
  readonly attack: string
  readonly settings: Readonly<Record<string, unknown>>
}

/** One attack as Cusp's plan and as its peers' calls. */
export interface Case {
  readonly name: string
  readonly plan: AttackPlan
  /** The ball within which an image counts as fooled; none for transforms. */
  readonly ball?: { readonly norm: 'linf' | 'l2'; readonly epsilon: number }
  readonly peers: readonly PeerCall[]
  /**
   * How often all are run: attacks that draw are run several times, and their mean accuracies must
   * agree.
   */
  readonly repeats: number
  /** Nothing is drawn and nothing stops early, so the losses of the perturbed inputs must agree too. */
  readonly comparesLoss: boolean
}

const linf = { norm: 'linf', epsilon: 0.1 } as const
const l2 = { norm: 'l2', epsilon: 1.2 } as const

const torchattacks = (attack: string, settings: PeerCall['settings']): PeerCall => ({
  library: 'torchattacks',
  attack,
  settings,
})
const foolbox = (attack: string, settings: PeerCall['settings']): PeerCall => ({
  library: 'foolbox',
  attack,
  settings,
})

/** A case whose plan keeps to a ball. */
export function inBall(
  name: string,
  ball: { readonly norm: 'linf' | 'l2'; readonly epsilon: number },
  repeats: number,
  plan: Record<string, unknown>,
  peers: readonly PeerCall[],
): Case {
  const parsed = attackPlanSchema.parse({ ...plan, ...ball })
  const comparesLoss = ['fgsm', 'pgd'].includes(parsed.attack)
  return { name, plan: parsed, ball, repeats, comparesLoss, peers }
}

const fixedStart = { randomStart: false, stepSize: { absolute: 0.01 }, steps: 20 }
const fixedStartL2 = { randomStart: false, stepSize: { absolute: 0.2 }, steps: 20 }
const once = { n_restarts: 1, eot_iter: 1 }

const deterministic: readonly Case[] = [
  inBall('FGSM', linf, 1, { attack: 'fgsm' }, [
    torchattacks('FGSM', { eps: 0.1 }),
    foolbox('LinfFastGradientAttack', { epsilon: 0.1 }),
  ]),
  inBall('FGSM L2', l2, 1, { attack: 'fgsm' }, [foolbox('L2FastGradientAttack', { epsilon: 1.2 })]),
  inBall('PGD-20', linf, 1, { attack: 'pgd', ...fixedStart }, [
    torchattacks('PGD', { eps: 0.1, alpha: 0.01, steps: 20, random_start: false }),
    foolbox('LinfPGD', { epsilon: 0.1, abs_stepsize: 0.01, steps: 20, random_start: false }),
    {
      library: 'art',
      attack: 'ProjectedGradientDescentPyTorch',
      settings: { norm: 'inf', eps: 0.1, eps_step: 0.01, max_iter: 20, num_random_init: 0 },
    },
  ]),
  inBall('PGD-20 L2', l2, 1, { attack: 'pgd', ...fixedStartL2 }, [
    torchattacks('PGDL2', { eps: 1.2, alpha: 0.2, steps: 20, random_start: false }),
    foolbox('L2PGD', { epsilon: 1.2, abs_stepsize: 0.2, steps: 20, random_start: false }),
  ]),
  inBall(
    'MI-FGSM',
    linf,
    1,
    { attack: 'mi-fgsm', steps: 10, stepSize: { absolute: 0.02 }, decay: 1 },
    [torchattacks('MIFGSM', { eps: 0.1, alpha: 0.02, steps: 10, decay: 1 })],
  ),
  inBall('DeepFool', linf, 1, { attack: 'deepfool' }, [
    foolbox('LinfDeepFoolAttack', { epsilon: 0.1, steps: 50, overshoot: 0.02 }),
  ]),
  inBall('DeepFool L2', l2, 1, { attack: 'deepfool' }, [
    foolbox('L2DeepFoolAttack', { epsilon: 1.2, steps: 50, overshoot: 0.02 }),
  ]),
]

/** Put together of torchattacks' parts (`peers.py`): its own gives them a tenth of the steps. */
export const autoattackOfParts = torchattacks('AutoAttack standard', {
  norm: 'Linf',
  eps: 0.1,
  n_classes: 10,
})

const drawn: readonly Case[] = [
  inBall('APGD-CE', linf, 3, { attack: 'apgd-ce' }, [
    torchattacks('APGD', { norm: 'Linf', eps: 0.1, steps: 100, loss: 'ce', ...once }),
  ]),
  inBall('APGD-DLR', linf, 3, { attack: 'apgd-dlr' }, [
    torchattacks('APGD', { norm: 'Linf', eps: 0.1, steps: 100, loss: 'dlr', ...once }),
  ]),
  inBall('APGD-T', linf, 2, { attack: 'apgd-t' }, [
    torchattacks('APGDT', { norm: 'Linf', eps: 0.1, steps: 100, n_classes: 10, ...once }),
  ]),
  inBall('APGD-CE L2', l2, 3, { attack: 'apgd-ce' }, [
    torchattacks('APGD', { norm: 'L2', eps: 1.2, steps: 100, loss: 'ce', ...once }),
  ]),
  inBall('FAB-T', linf, 2, { attack: 'fab-t' }, [
    torchattacks('FAB', {
      norm: 'Linf',
      eps: 0.1,
      steps: 100,
      multi_targeted: true,
      n_classes: 10,
    }),
  ]),
  inBall('FAB-T L2', l2, 2, { attack: 'fab-t' }, [
    torchattacks('FAB', { norm: 'L2', eps: 1.2, steps: 100, multi_targeted: true, n_classes: 10 }),
  ]),
  inBall('Square', linf, 3, { attack: 'square', queries: 2000 }, [
    torchattacks('Square', { norm: 'Linf', eps: 0.1, n_queries: 2000, resc_schedule: false }),
  ]),
  inBall('Square L2', l2, 3, { attack: 'square', queries: 2000 }, [
    torchattacks('Square', { norm: 'L2', eps: 1.2, n_queries: 2000, resc_schedule: false }),
  ]),
  inBall('AutoAttack standard', linf, 1, { attack: 'autoattack' }, [autoattackOfParts]),
  inBall('C&W L2', l2, 1, { attack: 'carlini-wagner' }, [
    foolbox('L2CarliniWagnerAttack', { epsilon: 1.2, binary_search_steps: 9, steps: 1000 }),
  ]),
]

/** A case that tries every transform of a grid, through torchvision's own resampling. */
export function gridCase(
  name: string,
  sizes: Omit<PlanOf<'spatial-grid'>, 'attack' | 'climbs'>,
): Case {
  const plan = attackPlanSchema.parse({ attack: 'spatial-grid', ...sizes })
  const transforms = gridTransforms(sizes).map(({ angle, dx, dy }) => [angle, dx, dy])
  return {
    name,
    plan,
    repeats: 1,
    comparesLoss: true,
    peers: [{ library: 'torchvision', attack: 'affine', settings: { transforms } }],
  }
}

const mild = { rotation: 15, translation: 1, rotations: 7, translations: 3 }

const kinds = { deterministic: [...deterministic, gridCase('spatial grid of 63', mild)], drawn }

/**
 * Every attack that another library has too: all, those that draw and search for long, or the others;
 * of these the ones that are named, if any.
 * @throws RangeError of another word.
 */
export function casesOf(kind: string | undefined, names: readonly string[] = []): readonly Case[] {
  const of = kind === undefined ? [...kinds.deterministic, ...kinds.drawn] : ofKind(kind)
  const strange = names.find((name) => !of.some((each) => each.name === name))
  if (strange === undefined)
    return names.length === 0 ? of : of.filter(({ name }) => names.includes(name))
  const known = of.map(({ name }) => name).join(', ')
  throw new RangeError(`--case is "${strange}"; it must be one of ${known}`)
}

function ofKind(kind: string): readonly Case[] {
  if (kind === 'deterministic' || kind === 'drawn') return kinds[kind]
  throw new RangeError(`--only takes deterministic or drawn, and is "${kind}"`)
}
