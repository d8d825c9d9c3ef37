export { download, fileName } from './download.ts'
export { default as Exchanges } from './Exchanges.svelte'
