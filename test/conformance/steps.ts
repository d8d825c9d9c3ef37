import * as tf from '@tensorflow/tfjs'
import { expect, it } from 'vitest'
import type { Buffer, Compiler, Program } from '#engine'
import { trainingNorms } from '#threat'
import { ascend, tensorBalls } from '../../src-main/engine/attack/index.ts'
import { createModel, inference } from '../../src-main/engine/model/index.ts'
import { inputValues, type CaseInput } from './operation-case.ts'

const model = createModel({ architecture: 'std-cnn' }, { height: 9, width: 8, channels: 2 }, 4)
const images: CaseInput = { shape: [3, 9, 8, 2], domain: 'unit' }
const inputs: CaseInput[] = [
  images,
  images,
  { shape: [3, 4] },
  ...model.weights.map((spec): CaseInput => ({ shape: spec.shape, domain: 'unit' })),
]
const count = 4

/** `steps` attack steps from `perturbed` around `clean`, in one program. */
function climb(norm: (typeof trainingNorms)[number], steps: number): Program {
  return ([perturbed, clean, logits, ...w]) => {
    const weights = w.map((weight) => tf.mul(weight, 0.1))
    const around = {
      clean: tf.abs(clean as tf.Tensor4D),
      targets: tf.softmax(logits as tf.Tensor2D),
      epsilon: tf.fill<tf.Rank.R1>([3], 0.3),
      stepSize: tf.fill<tf.Rank.R1>([3], 0.05),
    }
    let at = perturbed as tf.Tensor4D
    for (let step = 0; step < steps; step++)
      at = ascend(tensorBalls[norm], (x) => model.forward(x, weights, inference), {
        ...around,
        perturbed: at,
      })
    return [at]
  }
}

/** Holds an attack compiled whole against a plain loop of its single steps. */
export function describeSteps(open: () => Promise<Compiler>): void {
  for (const norm of trainingNorms)
    it(`attacks in ${norm} as a plain loop of single steps does`, async () => {
      const compiler = await open()
      const specs = inputs.map(({ shape }) => ({ shape, dtype: 'float32' as const }))
      const whole = await compiler.compile(climb(norm, count), specs, { name: 'all steps' })
      const single = await compiler.compile(climb(norm, 1), specs, { name: 'one step' })
      const [, clean, ...rest] = inputs.map((_, i) => inputValues(`steps in ${norm}`, inputs, i))
      const start = clean.map(Math.abs)
      const [together] = await whole.run([start, clean, ...rest])
      let at: Buffer = start
      for (let step = 0; step < count; step++) [at] = await single.run([at, clean, ...rest])
      expect(Math.max(...at.map((value, i) => Math.abs(value - start[i])))).toBeGreaterThan(0.01)
      together.forEach((value, i) => expect(value).toBeCloseTo(at[i], 5))
      await whole.dispose()
      await single.dispose()
    })
}
