import { createOnnxCompiler } from '#engine'
import { describeEngine } from './engine.ts'

describeEngine('onnx', () => createOnnxCompiler({ threads: 2 }))
