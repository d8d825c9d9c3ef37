export { encodeModel } from './encode.ts'
export { Graph } from './graph.ts'
export { trace, type Trace } from './trace.ts'
