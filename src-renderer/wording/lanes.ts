import { formatEpsilon, type LaneName } from '#contract'
import { formatNumber } from './numbers.ts'

interface LaneWords {
  readonly title: string
  /** Title for narrow places. */
  readonly short: string
  readonly format: (value: number) => string
}

const plain = (value: number): string => formatNumber(value)
const share = (value: number): string => String(Number(value.toFixed(2)))

/** How each lane and its values are spelled on screens. */
export const laneWords: Readonly<Record<LaneName, LaneWords>> = {
  epsilon: { title: 'Radius ε', short: 'ε', format: formatEpsilon },
  rotation: { title: 'Rotation', short: 'Rotation', format: (value) => `±${plain(value)}°` },
  attackSteps: { title: 'Attack steps', short: 'Steps', format: plain },
  translation: { title: 'Translation', short: 'Shift', format: (value) => `±${plain(value)} px` },
  adversarialShare: { title: 'Adversarial share', short: 'Adv. share', format: share },
  spatialShare: { title: 'Spatial share', short: 'Spatial share', format: share },
  learningRate: { title: 'Learning rate', short: 'LR', format: plain },
}
