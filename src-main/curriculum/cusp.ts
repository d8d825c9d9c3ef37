import type { Curriculum } from './curriculum.ts'
import type { Keyframe, Position } from './lane.ts'

/** Epochs of the authors' runs; their stage borders are counted in them. */
const cuspEpochs = 120

/**
 * CuSP's stages as coded in `trades/cusp_cifar10.py` (github ksandeshk/spatial-vs-robustness):
 * borders coincide with the drops of the learning rate. Rotation is ± degrees, ε in pixel scale.
 */
const stages = [
  { name: 'gentle', epoch: 1, learningRate: 0.1, rotation: 120, epsilon: 2 / 255 },
  { name: 'middle', epoch: 75, learningRate: 0.01, rotation: 150, epsilon: 4 / 255 },
  { name: 'hard', epoch: 90, learningRate: 0.001, rotation: 180, epsilon: 8 / 255 },
  { name: 'settling', epoch: 100, learningRate: 0.0001, rotation: 180, epsilon: 8 / 255 },
] as const

/** Which of the authors' two variants: PGD adversarial training, or TRADES. */
export type CuspVariant = 'pgd' | 'trades'

/**
 * CuSP as released: borders at epochs 75, 90 and 100, so a run needs 120 epochs. The TRADES variant
 * keeps ± 120° throughout, as its script's commented lines do. Their crops and mirror images are the
 * spec's augmentation.
 */
export function cuspAsReleased(variant: CuspVariant = 'pgd'): Curriculum {
  return build(`cusp as released (${variant})`, variant, (epoch) => ({ epoch }))
}

/**
 * CuSP corrected: the same stages as shares of the run, so that they fit any length, and the same
 * rotations whatever the loss, because the method's claim is about both perturbations growing.
 */
export function cuspCorrected(): Curriculum {
  return build('cusp corrected', 'pgd', (epoch) => ({ share: (epoch - 1) / cuspEpochs }))
}

function build(name: string, variant: CuspVariant, at: (epoch: number) => Position): Curriculum {
  const lane = (value: (stage: (typeof stages)[number]) => number): Keyframe[] =>
    stages.map((stage) => ({ at: at(stage.epoch), value: value(stage), easing: 'hold' }))
  const first = (value: number): Keyframe[] => [{ at: at(1), value, easing: 'hold' }]
  return {
    name,
    lanes: {
      epsilon: lane((stage) => stage.epsilon),
      rotation: variant === 'trades' ? first(120) : lane((stage) => stage.rotation),
      attackSteps: first(10),
      learningRate: lane((stage) => stage.learningRate),
    },
    stages: stages.map(({ name: stage, epoch }, i) => ({
      name: stage,
      from: at(epoch),
      to: at(stages.at(i + 1)?.epoch ?? cuspEpochs + 1),
    })),
  }
}
