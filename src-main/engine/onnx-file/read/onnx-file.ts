/** A tensor of the file: weights are float32, shapes and indices whole numbers. */
export type OnnxTensor = {
  readonly name: string
  readonly shape: readonly number[]
} & (
  | { readonly dtype: 'float32'; readonly elements: Float32Array }
  | { readonly dtype: 'int32'; readonly elements: Int32Array }
)

export type OnnxAttribute = number | string | readonly number[] | OnnxTensor

/** One operator application; an empty name stands for an input or output left out. */
export interface OnnxNode {
  /** How errors name it: its own name, else its position. */
  readonly label: string
  readonly type: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: ReadonlyMap<string, OnnxAttribute>
}

/** An input or output of the graph; `undefined` sizes are decided when the model runs. */
export interface OnnxPort {
  readonly name: string
  /** Number of TensorProto.DataType; 0 when the file does not say. */
  readonly type: number
  readonly shape: readonly (number | undefined)[] | undefined
}

/** An ONNX model as far as Cusp uses it: one graph of standard operators, whose weights are in it. */
export interface OnnxFile {
  /** What the file is called, for errors. */
  readonly file: string
  /** Version of the standard operators that its nodes mean. */
  readonly opset: number
  /** The program that wrote it, such as `pytorch 2.9`; empty when it does not say. */
  readonly producer: string
  readonly nodes: readonly OnnxNode[]
  readonly tensors: ReadonlyMap<string, OnnxTensor>
  /** The images; weights that are also listed as inputs are left out. */
  readonly input: OnnxPort
  readonly output: OnnxPort
}
