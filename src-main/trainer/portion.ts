import type { ImageShape } from '#dataset'
import { passesOf, type AttackPlan } from '#threat'

/** Sizes that graphs are compiled for, so that no portion is filled up with zeros. */
const sizes = [128, 64] as const
/** Below this an image takes longer: a third more of VGG16 at 8 (README.md). */
const least = 32
/** What more than `least` may come to, in pixels through the network: AutoAttack on 32 digits. */
const most = 2.5e8

/**
 * Images attacked between two looks at `stop`, which is what a kill may cost: the fewer, the more
 * passes an image takes. Resumed or not a plan is cut at the same places, so the graphs and the bits
 * are the same.
 */
export function portionOf(
  plan: AttackPlan,
  { height, width, channels }: ImageShape,
  classes: number,
): number {
  const perImage = passesOf(plan, classes) * height * width * channels
  return sizes.find((size) => size * perImage <= most) ?? least
}
