/** Bytes of a base64 text. */
export function decodeBytes(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}

/** Perturbed minus clean, doubled, around middle grey. */
export function differenceOf(clean: Uint8Array, perturbed: Uint8Array): Uint8Array {
  return clean.map((value, index) => {
    const change = (perturbed[index] ?? value) - value
    return Math.min(255, Math.max(0, 128 + 2 * change))
  })
}

/**
 * Bytes `[height, width, channel]` as RGBA.
 * @param channels 1 (grey) or 3
 */
export function toRgba(bytes: Uint8Array, channels: number): Uint8ClampedArray<ArrayBuffer> {
  const count = Math.floor(bytes.length / channels)
  const rgba = new Uint8ClampedArray(count * 4)
  for (let pixel = 0; pixel < count; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      rgba[pixel * 4 + channel] = bytes[pixel * channels + (channels === 1 ? 0 : channel)] ?? 0
    }
    rgba[pixel * 4 + 3] = 255
  }
  return rgba
}

/** Extents of an image: pixels, and 1 or 3 channels. */
export interface ImageShape {
  readonly height: number
  readonly width: number
  readonly channels: number
}

/** Float32 values of a base64 text, as the host writes them: little-endian. */
export function decodeFloats(base64: string): Float32Array {
  const bytes = decodeBytes(base64)
  const view = new DataView(bytes.buffer)
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true))
}

/** A perturbation around middle grey, `times` as strong as it is. */
export function amplified(delta: Float32Array, times: number): Uint8Array {
  return Uint8Array.from(delta, (value) =>
    Math.min(255, Math.max(0, Math.round(127.5 + 255 * times * value))),
  )
}
