export { default as Picture } from './Picture.svelte'
export {
  amplified,
  decodeBytes,
  decodeFloats,
  differenceOf,
  toRgba,
  type ImageShape,
} from './pixels.ts'
