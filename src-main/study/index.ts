export type { Answer } from './answer.ts'
export { figureOfStudy } from './figure.ts'
export { configKeyNow, type Recorded } from './observe.ts'
export { outcomes, type Outcome } from './outcome.ts'
export { sizes, type Size } from './scale.ts'
export {
  designOf,
  noteOf,
  seedsOf,
  studyName,
  studyOf,
  templateOf,
  templates,
} from './templates.ts'
export { verdictOf, type Verdict, type VerdictRow } from './verdict.ts'
export {
  basisOf,
  findingsOf,
  formatEffect,
  formatSpread,
  sentenceOfAnswer,
  sentencesOf,
  signed,
  wordsOf,
} from './wording.ts'
