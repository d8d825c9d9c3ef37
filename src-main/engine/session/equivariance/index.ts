export { measureEquivariance, type EquivarianceReading } from './measure.ts'
