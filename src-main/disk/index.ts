export {
  freeBytes,
  removeFolder,
  renameFolder,
  syncFolder,
  writeAt,
  writeDurably,
} from './durable.ts'
