export {
  freeBytes,
  removeFolder,
  renameFolder,
  syncFolder,
  writeAt,
  writeDurably,
} from './durable.ts'
export { replaceFile } from './replace.ts'
