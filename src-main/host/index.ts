export { openHost, type Host, type HostSpec } from './host.ts'
export { importIntoFolder, type DatasetRequest } from './import-dataset.ts'
export type { StartWorker } from './worker-process.ts'
export { placeModel, takeExport, type PlacedModel } from './model/files.ts'
export { version } from './version.ts'
export { openLiveHost, type LiveHost, type LiveHostSpec } from './live.ts'
export {
  attachSocket,
  openLoopback,
  type Attachment,
  type HostClient,
  type Loopback,
} from './transport/index.ts'
