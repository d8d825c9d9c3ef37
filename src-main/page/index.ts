export { assetType, listAssets, type Assets } from './assets.ts'
export { pageHeaders } from './headers.ts'
