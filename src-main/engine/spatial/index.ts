export { warp, type TransformTensors } from './warp.ts'
