import {
  attackThenAugment,
  augmentThenAttack,
  constant,
  cosineRate,
  cuspAsReleased,
  cuspCorrected,
  cyclicRate,
  epsilonWarmUp,
  fgsmRs,
  linear,
  plain,
  rotationRamp,
  stepRate,
  type Curriculum,
  type CuspVariant,
  type Keyframe,
  type PresetStrength,
} from '#curriculum'
import type { RunSpec } from './run-spec.ts'

/** What a preset inserts into a spec; nothing stays linked to it. */
export interface Preset {
  readonly id: string
  readonly label: string
  readonly hint: string
  /** The paper or code that it follows; ours where there is none. */
  readonly faithfulTo: string
  /** Where it differs from that, in sentences. */
  readonly differs: readonly string[]
  /** The parts of a spec that it puts in place of the old ones. */
  readonly make: (spec: RunSpec, strength: PresetStrength) => Partial<RunSpec>
}

const ours = 'ours: no published schedule'
type Shape = Pick<Preset, 'id' | 'label' | 'hint'> & Partial<Pick<Preset, 'faithfulTo' | 'differs'>>

/** A preset of a curriculum alone. */
const ofCurriculum = (shape: Shape, make: (strength: PresetStrength) => Curriculum): Preset => ({
  faithfulTo: ours,
  differs: [],
  ...shape,
  make: (_, strength) => ({ curriculum: make(strength) }),
})

/** A preset of the learning rate's lane alone. */
const ofRate = (shape: Shape, keys: (rate: number) => Keyframe[]): Preset => ({
  faithfulTo: ours,
  differs: [],
  ...shape,
  make({ curriculum }, { learningRate = 0.001 }) {
    const lanes = { ...curriculum.lanes, learningRate: keys(learningRate) }
    return { curriculum: { ...curriculum, lanes } }
  },
})

const released = 'trades/cusp_cifar10.py of ksandeshk/spatial-vs-robustness'

/** The authors' script, with the parts of a spec that belong to it. */
const asReleased = (variant: CuspVariant, shape: Shape): Preset => ({
  ...shape,
  faithfulTo: `${released}, ${variant === 'pgd' ? 'PGD' : 'TRADES (commented lines)'}`,
  differs: [
    'Keeps this run’s data, model, batch size and number of epochs; released: CIFAR-10, VGG16, 128, 120.',
    'Shuffles each epoch and seeds every draw; the released loaders did neither.',
    'Rotates bilinearly with black corners; the released code takes PIL’s nearest pixel.',
  ],
  make: () => ({
    curriculum: cuspAsReleased(variant),
    loss: variant === 'pgd' ? { kind: 'cross-entropy' } : { kind: 'trades', beta: 5 },
    optimiser: { kind: 'sgd', momentum: 0.9, weightDecay: 5e-4 },
    attack: {
      norm: 'linf',
      stepSize: { absolute: variant === 'pgd' ? 2 / 255 : 0.007 },
      randomStart: true,
    },
    order: 'spatial-then-adversarial',
    augmentation: { crop: 4, flip: true },
  }),
})

/** Everything the editor offers, in the order of its menu. */
export const presets: readonly Preset[] = [
  ofCurriculum({ id: 'plain', label: 'Plain', hint: 'Clean examples only' }, plain),
  ofCurriculum(
    { id: 'constant', label: 'Constant', hint: 'Full strength from the first step on' },
    constant,
  ),
  ofCurriculum(
    {
      ...{ id: 'linear', label: 'Linear warm-up' },
      hint: 'ε, rotation and translation rise over the first half',
    },
    (strength) => linear(strength),
  ),
  ofCurriculum(
    {
      ...{ id: 'epsilon-warm-up', label: 'ε warm-up', hint: 'Only ε rises; rotation is fixed' },
      faithfulTo: 'the common warm-up of ε (curriculum adversarial training, Cai et al. 2018)',
      differs: [
        'A straight line over half of the run; the paper raises the number of attack steps.',
      ],
    },
    (strength) => epsilonWarmUp(strength),
  ),
  ofCurriculum(
    { id: 'rotation-ramp', label: 'Rotation ramp', hint: 'Only rotation rises; ε is fixed' },
    (strength) => rotationRamp(strength),
  ),
  ofCurriculum(
    {
      ...{ id: 'attack-then-augment', label: 'Attack, then augment' },
      hint: 'Half a run of each, one after the other',
    },
    attackThenAugment,
  ),
  ofCurriculum(
    {
      ...{ id: 'augment-then-attack', label: 'Augment, then attack' },
      hint: 'Half a run of each, one after the other',
    },
    augmentThenAttack,
  ),
  {
    ...{ id: 'fgsm-rs', label: 'FGSM with random start' },
    hint: 'One attack step of 1.25 ε; watch for the alarm of its collapse',
    faithfulTo: 'CIFAR10/train_fgsm.py of locuslab/fast_adversarial (Wong, Rice and Kolter 2020)',
    differs: [
      'Keeps this run’s data, model, optimiser and length; theirs: PreActResNet-18, SGD, 15 epochs.',
      'The collapse raises an alarm and stops nothing.',
    ],
    make: ({ attack, probe }, strength) => ({
      curriculum: fgsmRs(strength),
      // Without a radius the probe measures no robustness, and the alarm has nothing to ring by.
      probe: { ...probe, epsilon: probe.epsilon || (strength.epsilon ?? 0) },
      loss: { kind: 'cross-entropy' },
      attack: { ...attack, stepSize: { relativeToEpsilon: 1.25 }, randomStart: true },
    }),
  },
  ofCurriculum(
    {
      ...{ id: 'cusp', label: 'CuSP (corrected)', hint: 'Its stages as shares of this run' },
      faithfulTo: `${released}, PGD: stages, rotations, radii and learning rates`,
      differs: [
        'Borders are shares of any run; released, epochs of 120.',
        'Rotation rises for every loss; released, TRADES stays at ±120°.',
        'Loss, attack step and augmentation stay as they are; released, 2/255, crops and mirror images.',
      ],
    },
    () => cuspCorrected(),
  ),
  asReleased('pgd', {
    ...{ id: 'cusp-released', label: 'CuSP (as released)' },
    hint: 'PGD; borders at epochs 75, 90 and 100; sets loss, optimiser, attack, crop and flip',
  }),
  asReleased('trades', {
    ...{ id: 'cusp-released-trades', label: 'CuSP (as released, TRADES)' },
    hint: 'β 5, ±120° throughout; sets loss, optimiser, attack, crop and flip',
  }),
  ofRate(
    {
      ...{ id: 'rate-step', label: 'Learning rate: steps' },
      hint: 'A tenth at half and at three quarters of the run',
      faithfulTo: 'multistep of locuslab/fast_adversarial',
    },
    (rate) => stepRate(rate),
  ),
  ofRate(
    {
      ...{ id: 'rate-cosine', label: 'Learning rate: cosine', hint: 'Half a cosine down to zero' },
      faithfulTo: 'cosine annealing without restarts (Loshchilov and Hutter 2017)',
      differs: ['A bezier of two editable keys, at most 0.0002 of the rate away from the cosine.'],
    },
    cosineRate,
  ),
  ofRate(
    {
      ...{ id: 'rate-cyclic', label: 'Learning rate: cyclic', hint: 'Up and down once' },
      faithfulTo: 'cyclic of locuslab/fast_adversarial, CIFAR10/train_fgsm.py',
    },
    (rate) => cyclicRate(rate),
  ),
]
