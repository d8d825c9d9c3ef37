import { generator, type Generator } from '#random'
import type { FileDraft, NodeDraft, TensorDraft, AttributeDraft } from './write-onnx.ts'

type Map4 = readonly [channels: number, height: number, width: number]

/** A network of a few random operators, as a PyTorch export might be; the same seed, the same network. */
export interface RandomNetwork extends FileDraft {
  readonly shape: { readonly channels: number; readonly height: number; readonly width: number }
  readonly classes: number
}

export function randomNetwork(seed: number): RandomNetwork {
  const random = generator(['network', seed])
  const shape = {
    channels: between(random, 1, 3),
    height: between(random, 7, 12),
    width: between(random, 7, 12),
  }
  const classes = between(random, 2, 4)
  const draft = new Draft(random, shape.channels, shape.height, shape.width)
  const layers = between(random, 2, 5)
  for (let i = 0; i < layers; i++) pick(random, bodies)(draft)
  pick(random, heads)(draft, classes)
  const input = [undefined, shape.channels, shape.height, shape.width]
  const { nodes, tensors } = draft
  return { nodes, tensors, input, output: draft.last, opset: 18, shape, classes }
}

/** A network under construction: its last value and that value's size. */
class Draft {
  readonly nodes: NodeDraft[] = []
  readonly tensors: TensorDraft[] = []
  readonly random: Generator
  last = 'x'
  map: Map4
  #count = 0

  constructor(random: Generator, channels: number, height: number, width: number) {
    this.random = random
    this.map = [channels, height, width]
  }

  weight(shape: readonly number[], scale = 0.5, offset = 0): string {
    const count = shape.reduce((product, size) => product * size, 1)
    const values = Array.from({ length: count }, () => offset + scale * this.random.normal())
    return this.#tensor({ shape, values, as: pick(this.random, ['raw', 'floats']) })
  }

  positive(shape: readonly number[]): string {
    const values = Array.from({ length: shape[0] }, () => 0.5 + this.random.uniform())
    return this.#tensor({ shape, values })
  }

  integers(values: readonly number[]): string {
    return this.#tensor({
      shape: [values.length],
      values,
      as: pick(this.random, ['ints', 'rawInts']),
    })
  }

  #tensor(tensor: Omit<TensorDraft, 'name'>): string {
    const name = `w${this.#count++}`
    this.tensors.push({ ...tensor, name })
    return name
  }

  node(
    type: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, AttributeDraft>> = {},
  ): string {
    this.last = `v${this.#count++}`
    this.nodes.push({ type, inputs, outputs: [this.last], attributes })
    return this.last
  }
}

type Body = (draft: Draft) => void

const bodies: readonly Body[] = [
  convolve,
  convolve,
  normalise,
  activate,
  activate,
  pool,
  residual,
  join,
  edges,
]

function convolve(draft: Draft): void {
  const { random, map } = draft
  const [channels, height, width] = map
  const group = random.uniform() < 0.3 ? channels : 1
  const out = group * between(random, 1, 3)
  const kernel = [between(random, 1, 3), between(random, 1, 3)]
  const dilations = random.uniform() < 0.3 ? [between(random, 1, 2), 2] : [1, 1]
  // ONNX Runtime knows SAME padding without dilations only.
  const isDilated = dilations.some((each) => each > 1)
  const span = kernel.map((size, side) => (size - 1) * dilations[side] + 1)
  const strides = [between(random, 1, 2), between(random, 1, 2)]
  const [window, sizes] = windowOf(random, span, strides, [height, width], { isDilated })
  if (sizes.some((size) => size < 2)) return
  const bias = random.uniform() < 0.5 ? [draft.weight([out], 0.1)] : []
  const filter = draft.weight([out, channels / group, ...kernel])
  draft.node('Conv', [draft.last, filter, ...bias], { ...window, group, dilations })
  draft.map = [out, sizes[0], sizes[1]]
}

/** Padding by the one or the other attribute, and the size it makes. */
function windowOf(
  random: Generator,
  span: number[],
  strides: number[],
  size: number[],
  { most = 3, isDilated = false } = {},
): [Readonly<Record<string, AttributeDraft>>, number[]] {
  const kinds = ['explicit', 'explicit', 'VALID', 'SAME_UPPER', 'SAME_LOWER']
  const kind = pick(random, isDilated ? kinds.slice(0, 3) : kinds)
  if (kind.startsWith('SAME'))
    return [{ auto_pad: kind, strides }, size.map((each, i) => Math.ceil(each / strides[i]))]
  const pad = (side: number) =>
    kind === 'VALID' ? 0 : between(random, 0, Math.min(most, span[side]))
  const pads = [pad(0), pad(1), pad(0), pad(1)]
  const sizes = size.map((each, i) =>
    Math.floor((each + pads[i] + pads[i + 2] - span[i]) / strides[i] + 1),
  )
  return [kind === 'VALID' ? { auto_pad: kind, strides } : { pads, strides }, sizes]
}

function normalise(draft: Draft): void {
  const [channels] = draft.map
  const [scale, variance] = [draft.positive([channels]), draft.positive([channels])]
  const [offset, mean] = [draft.weight([channels], 0.2), draft.weight([channels], 0.2)]
  draft.node('BatchNormalization', [draft.last, scale, offset, mean, variance], {
    epsilon: { float: 0.01 },
  })
}

const activations: Readonly<Record<string, Readonly<Record<string, AttributeDraft>>>> = {
  Relu: {},
  LeakyRelu: { alpha: { float: 0.2 } },
  Sigmoid: {},
  Tanh: {},
  Elu: { alpha: { float: 0.7 } },
  Selu: {},
  Softplus: {},
  Softsign: {},
  HardSwish: {},
  HardSigmoid: {},
  Erf: {},
}

function activate(draft: Draft): void {
  const { random } = draft
  const type = pick(random, [...Object.keys(activations), 'PRelu', 'Clip', 'Scale', 'Softmax'])
  const x = draft.last
  const [channels] = draft.map
  if (type === 'PRelu') draft.node('PRelu', [x, draft.weight([channels, 1, 1], 0.3)])
  else if (type === 'Clip')
    draft.node('Clip', [x, draft.weight([], 0, -0.5), draft.weight([], 0, 1)])
  else if (type === 'Softmax') draft.node('Softmax', [x], { axis: pick(random, [1, -1, 2]) })
  else if (type === 'Scale') {
    const scaled = draft.node('Mul', [x, draft.weight([1, channels, 1, 1], 1)])
    draft.node('Add', [draft.weight([channels, 1, 1], 0.3), scaled])
  } else draft.node(type, [x], activations[type])
}

function pool(draft: Draft): void {
  const { random, map } = draft
  const type = pick(random, ['MaxPool', 'AveragePool'])
  const kernel = [between(random, 1, 3), between(random, 1, 3)]
  const strides = kernel.map((size) => between(random, 1, Math.min(2, size)))
  const most = Math.min(...kernel) - 1
  const [window, sizes] = windowOf(random, kernel, strides, [map[1], map[2]], { most })
  const ceil = 'pads' in window ? between(random, 0, 1) : 0
  if (ceil === 1) overhang(sizes, window, kernel, [map[1], map[2]])
  if (sizes.some((size) => size < 2)) return
  const counts: NodeDraft['attributes'] =
    type === 'AveragePool' ? { count_include_pad: between(random, 0, 1) } : {}
  draft.node(type, [draft.last], { ...window, ...counts, kernel_shape: kernel, ceil_mode: ceil })
  draft.map = [map[0], sizes[0], sizes[1]]
}

/** With ceil_mode a last window may hang over the end, unless it would begin in the padding. */
function overhang(
  sizes: number[],
  { pads, strides }: Readonly<Record<string, AttributeDraft>>,
  kernel: readonly number[],
  map: readonly number[],
): void {
  const [added, steps] = [pads as number[], strides as number[]]
  for (const side of [0, 1]) {
    const left = map[side] + added[side] + added[side + 2] - kernel[side]
    if (left % steps[side] !== 0 && sizes[side] * steps[side] < map[side] + added[side])
      sizes[side]++
  }
}

function residual(draft: Draft): void {
  const { random, map } = draft
  const x = draft.last
  const kernel = [map[0], map[0], 3, 3]
  draft.node('Conv', [x, draft.weight(kernel, 0.3)], { pads: [1, 1, 1, 1] })
  draft.node(pick(random, ['Add', 'Mul', 'Sub', 'Max']), [x, draft.last])
}

function join(draft: Draft): void {
  const [channels, ...rest] = draft.map
  const x = draft.last
  draft.node('Sigmoid', [x])
  draft.node('Concat', [x, draft.last], { axis: draft.random.uniform() < 0.5 ? 1 : -3 })
  draft.map = [2 * channels, rest[0], rest[1]]
}

/** Every second pixel, and channels of zeros beside those there are: a shortcut without weights. */
function edges(draft: Draft): void {
  const [channels, height, width] = draft.map
  if (Math.min(height, width) < 4) return
  const list = (...values: number[]) => draft.integers(values)
  const operands = [list(0, 1), list(height, 2 ** 40), list(2, 3), list(2, 2)]
  draft.node('Slice', [draft.last, ...operands])
  draft.node('Pad', [draft.last, list(0, 1, 0, 0, 0, 1, 0, 1)])
  draft.map = [channels + 2, Math.ceil(height / 2), Math.ceil((width - 1) / 2) + 1]
}

type Head = (draft: Draft, classes: number) => void

const heads: readonly Head[] = [
  (draft, classes) => {
    draft.node('GlobalAveragePool', [draft.last])
    draft.node('Flatten', [draft.last])
    gemm(draft, draft.map[0], classes)
  },
  (draft, classes) => {
    draft.node('Flatten', [draft.last], { axis: 1 })
    gemm(draft, draft.map[0] * draft.map[1] * draft.map[2], classes)
  },
  (draft, classes) => {
    draft.node('ReduceMean', [draft.last, draft.integers([2, -1])], { keepdims: 0 })
    draft.node('MatMul', [draft.last, draft.weight([draft.map[0], classes])])
    draft.node('Add', [draft.last, draft.weight([classes])])
  },
  (draft, classes) => {
    const [channels, height, width] = draft.map
    draft.node('Transpose', [draft.last], { perm: [0, 2, 3, 1] })
    draft.node('Reshape', [draft.last, draft.integers([-1, height * width * channels])])
    gemm(draft, height * width * channels, classes)
  },
  (draft, classes) => {
    draft.node('GlobalMaxPool', [draft.last])
    draft.node('Conv', [draft.last, draft.weight([classes, draft.map[0], 1, 1])])
    draft.node('Squeeze', [draft.last, draft.integers([2, 3])])
  },
]

function gemm(draft: Draft, into: number, classes: number): void {
  const transB = between(draft.random, 0, 1)
  const weight = draft.weight(transB ? [classes, into] : [into, classes], 1 / Math.sqrt(into))
  draft.node('Gemm', [draft.last, weight, draft.weight([classes])], {
    transB,
    beta: { float: 0.5 },
  })
}

function between(random: Generator, low: number, high: number): number {
  return low + random.integer(high - low + 1)
}

function pick<Value>(random: Generator, from: readonly Value[]): Value {
  return from[random.integer(from.length)]
}
