export { hostLine, keepFact } from './fact.ts'
export { finishEvaluation, keepPlan } from './finish-evaluation.ts'
export { createLiveRun, type Clock, type LiveRun, type LiveStart } from './live-run.ts'
export { createRecorder, type Recorder } from './recorder.ts'
