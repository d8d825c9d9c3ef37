export { freeBytes, removeFolder, renameFolder, syncFolder, writeDurably } from './durable.ts'
