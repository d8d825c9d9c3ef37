export { openHost, type Host, type HostSpec } from './host.ts'
export { importIntoFolder, type DatasetRequest } from './import-dataset.ts'
export type { StartWorker } from './worker-process.ts'
export { unpackParcel } from './unpack-parcel.ts'
export { discardParcel, placeParcel, takeParcel } from './parcels.ts'
export { placeModel, takeExport, type PlacedModel } from './model/files.ts'
export {
  installEngine,
  partsOf,
  recipes,
  unbuildable,
  type Part,
  type Recipe,
  type Variant,
} from './engine/install/index.ts'
export { downloadsOf, enginesOf } from './folder.ts'
export { rescueFolder, type Rescue, type RescueReport } from './rescue/index.ts'
export { version } from './version.ts'
export { openLiveHost, type LiveHost, type LiveHostSpec } from './live.ts'
export {
  attachSocket,
  openLoopback,
  type Attachment,
  type HostClient,
  type Loopback,
} from './transport/index.ts'
