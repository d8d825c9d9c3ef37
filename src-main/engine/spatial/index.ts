export { flow } from './flow.ts'
export { warp, type TransformTensors } from './warp.ts'
