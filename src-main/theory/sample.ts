import type { Generator } from '#random'
import type { Rates } from './rates.ts'
import { weightsAt, type Setting } from './setting.ts'

/** The same rates counted over random inputs and shifts: what the closed forms are held against. */
export function sampleRates(
  setting: Setting,
  lambda: number,
  epsilon: number,
  draws: { readonly count: number; readonly random: Generator },
): Rates {
  const { n, eta, p } = setting
  const { strong, weak } = weightsAt(setting, lambda)
  const { count, random } = draws
  const x = new Float64Array(n)
  const hits = { clean: 0, spatial: 0, unmoved: 0, adversarial: 0, unmovable: 0 }
  for (let i = 0; i < count; i++) {
    const y = random.uniform() < 0.5 ? 1 : -1
    x[0] = random.uniform() < p ? y : -y
    for (let j = 1; j < n; j++) x[j] = eta * y + random.normal()
    const sum = x.reduce((total, value) => total + value, 0)
    const score = (at: number): number => (strong - weak) * x[at] + weak * sum
    // A shift brings the coordinate at `k` under the strong weight; all others are alike.
    const [before, after] = [score(0), score(Math.floor(random.uniform() * n))]
    hits.clean += Number(y * before > 0)
    hits.spatial += Number(y * after > 0)
    hits.unmoved += Number(before > 0 === after > 0)
    hits.adversarial += Number(y * before > epsilon)
    hits.unmovable += Number(Math.abs(before) > epsilon)
  }
  return {
    cleanAccuracy: hits.clean / count,
    spatialAccuracy: hits.spatial / count,
    spatialInvariance: hits.unmoved / count,
    adversarialAccuracy: hits.adversarial / count,
    adversarialInvariance: hits.unmovable / count,
  }
}
