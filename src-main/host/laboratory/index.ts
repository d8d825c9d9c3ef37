export { createLaboratory, type Laboratory } from './laboratory.ts'
