export { silenceText, span } from './silence-text.ts'
export { defaultPatience, type Patience, type Silence } from './vigil.ts'
export { watchWorker, type Watch } from './watch.ts'
