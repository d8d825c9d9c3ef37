export { openLaboratory, type Laboratory, type LaboratoryModel } from './open.ts'
