export { feedOf, fixedBatchOf } from './import/port.ts'
export { importOnnx, type ImportedModel } from './import/imported-model.ts'
export type { OnnxFile } from './read/onnx-file.ts'
export { readOnnx } from './read/read-onnx.ts'
