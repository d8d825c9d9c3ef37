export { generator, type Generator, type RandomKey } from './generator.ts'
export { permutation } from './shuffle.ts'
