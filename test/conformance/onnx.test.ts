import { createOnnxCompiler } from '#engine'
import { describeEngine } from './engine.ts'

describeEngine('onnx', () => createOnnxCompiler({ threads: 2 }))
describeEngine('onnx in plain layout', () => createOnnxCompiler({ threads: 2, layout: 'plain' }))
