export { batchNorm } from './batch-norm.ts'
export { convolution } from './convolution.ts'
export { dense } from './dense.ts'
export {
  chain,
  pointwise,
  revealed,
  type FeatureMap,
  type Layer,
  type LayerMaker,
  type Reveal,
} from './layer.ts'
export { globalAveragePool, globalMaxPool, maxPool, orbitMaxPool } from './pool.ts'
export { residual } from './residual.ts'
