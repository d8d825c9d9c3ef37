import * as tf from '@tensorflow/tfjs'
import type { ImageShape } from '#dataset'
import { asCuspError, CuspError } from '#errors'
import type { NamedArray } from '#trainer'
import type { Model, WeightSpec } from '../../model/index.ts'
import { operators } from '../operators/index.ts'
import type { OnnxFile, OnnxNode, OnnxTensor } from '../read/onnx-file.ts'
import { unsupported } from '../read/refusal.ts'
import { inOrder, plain, type Activation } from './activation.ts'
import { Call, type Surroundings } from './call.ts'
import { findFilters, readyFilter } from './filters.ts'
import { refuseGradientless } from './gradient.ts'
import { refuseNaN } from './numbers.ts'
import { refuseProbabilities } from './output.ts'
import { checkLogits, entryOf, fixedBatchOf } from './port.ts'
import { simplify, type Simplified } from './simplify.ts'

/** A model made elsewhere, with the weights it came with. */
export interface ImportedModel {
  readonly model: Model
  /** In the order of `model.weights`. */
  readonly weights: readonly NamedArray[]
}

/**
 * An ONNX file as a differentiable model: its operators in inference mode, over tfjs. What an
 * operator refuses about its operands is only met in `forward`, which knows their sizes.
 * @throws CuspError `model.unsupported` for an operator that is not imported, an output that is not
 *   logits or that no gradient leads back from, `model.shape` for images the file is not for,
 *   `model.malformed` for weights that are NaN; `forward` throws the same.
 */
export function importOnnx(file: OnnxFile, shape: ImageShape, classes: number): ImportedModel {
  refuseUnknown(file)
  refuseProbabilities(file)
  refuseGradientless(file)
  const simplified = simplify(file)
  refuseNaN(file.file, simplified.weights.values())
  const filters = findFilters(simplified)
  const enter = entryOf(file, shape)
  const weights = [...simplified.weights].map(([name, tensor]): NamedArray => {
    const use = filters.get(name)
    if (use !== undefined) return { name, ...readyFilter(file, tensor, use) }
    return { name, shape: tensor.shape, values: tensor.elements as Float32Array }
  })
  const around = {
    file: file.file,
    opset: file.opset,
    fixedBatch: fixedBatchOf(file),
    filters: new Set(filters.keys()),
    ofImages: dependentOn(file.input.name, simplified.nodes),
  }
  const specs = weights.map((each): WeightSpec => ({ ...each, initial: 'zeros' }))
  return {
    weights,
    model: {
      name: 'onnx',
      weights: specs.map(({ name, shape: size, initial }) => ({ name, shape: size, initial })),
      forward(images, values) {
        const batch = images.shape[0]
        const known = new Map([[file.input.name, enter(images)]])
        weights.forEach(({ name }, i) => {
          known.set(name, { ...plain(values[i]), literal: simplified.weights.get(name) })
        })
        const output = pass(simplified, known, { ...around, batch }, file.output.name)
        const logits = inOrder(output)
        checkLogits(file, logits, batch, classes)
        return logits as tf.Tensor2D
      },
    },
  }
}

function refuseUnknown({ file, nodes }: OnnxFile): void {
  const unknown = nodes.find(({ type }) => type !== 'Constant' && !Object.hasOwn(operators, type))
  if (unknown === undefined) return
  throw unsupported(
    file,
    `${unknown.label}: the operator ${unknown.type} is not imported; export the model in float32 and for inference, with that layer written in other operators.`,
  )
}

/** Names of all values that are computed from `input`, and its own. */
function dependentOn(input: string, nodes: readonly OnnxNode[]): ReadonlySet<string> {
  const found = new Set([input])
  for (const { type, inputs, outputs } of nodes) {
    // A shape is known whatever the images are.
    if (type === 'Shape' || !inputs.some((name) => found.has(name))) continue
    for (const name of outputs) found.add(name)
  }
  return found
}

/** Carries out the nodes, which the file has in an order that works. */
function pass(
  { nodes, constants }: Simplified,
  known: Map<string, Activation>,
  around: Surroundings,
  output: string,
): Activation {
  const find = (name: string): Activation | undefined => {
    const constant = constants.get(name)
    return known.get(name) ?? (constant && literalOf(constant))
  }
  for (const node of nodes) {
    const call = new Call(node, node.inputs.map(find), around)
    const results = apply(call)
    node.outputs.forEach((name, i) => {
      const result = results[i]
      if (result === undefined) return
      call.checkSize(result.tensor.shape)
      known.set(name, result)
    })
  }
  const found = find(output)
  if (found === undefined) throw unsupported(around.file, `its output "${output}" is not computed`)
  return found
}

/** @throws CuspError of the node: its own refusal, or what tfjs says of operands that do not fit. */
function apply(call: Call): Activation[] {
  try {
    const results = operators[call.node.type](call)
    return Array.isArray(results) ? results : [results]
  } catch (error) {
    if (error instanceof CuspError) throw error
    throw call.refusal(`does not fit its operands: ${asCuspError(error).message}`, error)
  }
}

function literalOf(literal: OnnxTensor): Activation {
  const { elements, shape, dtype } = literal
  return { ...plain(tf.tensor(elements, [...shape], dtype)), literal }
}
