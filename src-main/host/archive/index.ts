export { recordOf } from './collect.ts'
export { malformed, mostPacked, packArchive, unpackArchive, type Archive } from './pack.ts'
export { recordedOf } from './recorded.ts'
export { restore } from './restore.ts'
