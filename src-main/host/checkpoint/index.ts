export { checkpointName, checkpointsOf } from './layout.ts'
export {
  checkCheckpoint,
  readSnapshot,
  surveyCheckpoints,
  type SoundCheckpoint,
  type Survey,
} from './read.ts'
export { writeCheckpoint, type WrittenCheckpoint } from './write.ts'
