export { recordOf } from './collect.ts'
export { malformed, mostPacked, packArchive, unpackArchive, type Archive } from './pack.ts'
export { restore } from './restore.ts'
