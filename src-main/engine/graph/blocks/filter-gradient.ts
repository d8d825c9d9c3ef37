import type { Node, Value } from '../graph.ts'
import { onBlocks, transposesBy, type Blocks } from './blocked.ts'
import { filledUp } from './fill.ts'
import { writeSideBySide } from './side-by-side.ts'

/**
 * A filter gradient on blocks: a convolution whose images are [C, N, H, W], whose filter is the
 * output's gradient [O, N, h, w] and whose result is as small as a filter. The images are padded
 * first, because the blocked kernel is slow at edges and a result of 5 × 5 is nearly all edge.
 * Output channels that do not fill their last block are filled up with zeros.
 */
export function writeFilterGradient(blocks: Blocks, node: Node): boolean {
  const [images, gradient] = node.inputs
  const [output] = node.outputs
  if (!blocks.fits(images)) return false
  const [rows, channels] = output.shape
  const whole = Math.ceil(channels / blocks.size) * blocks.size
  if (writeSideBySide(blocks, node, gradientAsFilter(blocks, gradient, whole))) return true
  const padded = padImages(blocks, images, node.attributes.pads as readonly number[])
  const operands = [blocks.twin(padded), gradientAsFilter(blocks, gradient, whole)]
  const attributes = { pads: [0, 0, 0, 0], dilations: node.attributes.dilations }
  const result = { shape: [rows, whole, ...output.shape.slice(2)], type: output.type }
  const taps = blocks.graph.node(onBlocks('Conv'), operands, attributes, result)
  blocks.write(onBlocks('ReorderOutput'), [taps], { channels }, output)
  return true
}

function padImages(blocks: Blocks, images: Value, pads: readonly number[]): Value {
  if (pads.every((pad) => pad === 0)) return images
  const [top, left, bottom, right] = pads
  const [n, c, h, w] = images.shape
  const ends = blocks.graph.integers([0, 0, top, left, 0, 0, bottom, right])
  const result = { shape: [n, c, h + top + bottom, w + left + right], type: images.type }
  return blocks.graph.node('Pad', [images, ends], {}, result)
}

/** The gradient [O, N, h, w] as a filter; from its own blocks where it has them. */
function gradientAsFilter(blocks: Blocks, gradient: Value, whole: number): Value {
  const producer = blocks.graph.producerOf(gradient)
  const isTransposed = producer !== undefined && transposesBy(producer, [1, 0, 2, 3])
  const source = isTransposed ? producer.inputs[0] : undefined
  const { size } = blocks
  const [output, batch, h, w] = gradient.shape
  if (source !== undefined && blocks.has(source) && output === whole) {
    const split = [batch / size, size, output / size, h * w, size]
    return moved(blocks, blocks.twin(source), split, [2, 0, 3, 1, 4], gradient.shape)
  }
  const split = [batch / size, size, h * w, whole / size, size]
  const rows = filledUp(blocks, channelsLast(blocks, gradient), [batch, h, w, whole])
  return moved(blocks, rows, split, [3, 0, 2, 1, 4], [whole, batch, h, w])
}

/** A value cut into `split`, transposed, and seen as `shape`; whole blocks move. */
function moved(
  blocks: Blocks,
  value: Value,
  split: readonly number[],
  perm: readonly number[],
  shape: readonly number[],
): Value {
  const parts = blocks.reshape(value, split)
  const result = { shape: perm.map((axis) => split[axis]), type: value.type }
  return blocks.reshape(blocks.graph.node('Transpose', [parts], { perm }, result), shape)
}

/** [O, N, h, w] as [N, h, w, O]: what it was made from, where that is how it was stored. */
function channelsLast(blocks: Blocks, gradient: Value): Value {
  const perm = [1, 2, 3, 0]
  const result = { shape: perm.map((axis) => gradient.shape[axis]), type: gradient.type }
  const producer = blocks.graph.producerOf(gradient)
  if (producer && transposesBy(producer, [3, 0, 1, 2])) return producer.inputs[0]
  if (!producer || !transposesBy(producer, [1, 0, 2, 3]))
    return blocks.graph.node('Transpose', [gradient], { perm }, result)
  return blocks.graph.node('Transpose', [producer.inputs[0]], { perm: [0, 2, 3, 1] }, result)
}
