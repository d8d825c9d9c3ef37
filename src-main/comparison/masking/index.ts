export type { AttackFacts, ClimbFacts, ExaminedFacts, MaskingFacts } from './facts.ts'
export { maskingSignals, type MaskingSignal } from './signal.ts'
export { maskingVerdict, type MaskingVerdict } from './verdict.ts'
