export { checkpointFiles, checkpointName, checkpointsOf, stepOf } from './layout.ts'
export { manifestSchema, type Manifest } from './manifest.ts'
export {
  checkCheckpoint,
  readSnapshot,
  surveyCheckpoints,
  type SoundCheckpoint,
  type Survey,
} from './read.ts'
export { writeCheckpoint, type WrittenCheckpoint } from './write.ts'
