import type { backend_util } from '@tensorflow/tfjs'
import { CuspError } from '#errors'

/**
 * A window and where it goes, once it is known to fit its map: tfjs gives a map of less than nothing
 * where it does not, and ONNX Runtime then says "Invalid dimension".
 * @throws CuspError `model.shape`, placed at the kernel, with the sizes of both.
 */
export function withRoom(kernel: string, info: backend_util.Conv2DInfo): backend_util.Conv2DInfo {
  if (info.outHeight > 0 && info.outWidth > 0) return info
  const { inHeight, inWidth, effectiveFilterHeight, effectiveFilterWidth, padInfo } = info
  const { top, bottom, left, right } = padInfo
  const least = [effectiveFilterHeight - top - bottom, effectiveFilterWidth - left - right]
  throw new CuspError(
    'model.shape',
    `${kernel} moves a window of ${effectiveFilterHeight} × ${effectiveFilterWidth} over maps of ` +
      `${inHeight} × ${inWidth}; they must be at least ${least.join(' × ')}.`,
    { place: kernel },
  )
}
