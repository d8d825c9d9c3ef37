export { finishRescue } from './finish.ts'
export { rescueFolder, type Rescue, type RescueReport } from './rescue.ts'
