/** What a shipped protocol has to know of the images it is for. */
export interface ProtocolSetting {
  /** The digits that ship with Cusp, or others by their channels. */
  readonly images: 'digits' | 'grey' | 'colour'
  /** px of an image's shorter side. */
  readonly extent: number
  /** Test images evaluated. */
  readonly count: number
  /** Radius of the L∞ ball; the customary one of such images where it is left out. */
  readonly epsilon?: number | undefined
  /** A stored corruption set and the names of what is in it. */
  readonly corruptions?: { readonly set: string; readonly names: readonly string[] } | undefined
}

/**
 * L∞ radii that published work evaluates at: 0.3 for MNIST and 8/255 for CIFAR-10 (Madry et al.,
 * arXiv 1706.06083; RobustBench); 0.1 for the digits, whose sample study trains at it.
 */
const customary = { digits: 0.1, grey: 0.3, colour: 8 / 255 } as const

export function radiusFor({ images, epsilon }: ProtocolSetting): number {
  return epsilon ?? customary[images]
}
