export { installEngine, unbuildable, type Installation } from './install.ts'
export { partsOf, recipes, type Part, type Recipe, type Variant } from './parts.ts'
