import { generator, type RandomKey } from '#random'
import type { PlanOf } from '#threat'
import { balls } from '../ball/index.ts'
import type { Attempt } from '../until-fooled.ts'

/** One attempt a draw, from `[...key, attack, 'draw', draw, its index]`. */
export function noiseAttempts(plan: PlanOf<'random-noise'>, key: RandomKey): Attempt[] {
  const { norm, epsilon } = plan
  return Array.from({ length: plan.draws }, (_, draw): Attempt => {
    const own = [...key, plan.attack, 'draw', draw]
    return async (examples) =>
      examples.map(({ clean, index }) => {
        const noise = balls[norm].randomStart(generator([...own, index]), clean.length)
        const image = clean.map((value, i) => value + epsilon * noise[i])
        balls[norm].project(image, clean, epsilon)
        return image
      })
  })
}
