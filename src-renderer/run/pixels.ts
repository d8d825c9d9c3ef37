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
