import type { Graph, Node, Value } from '../graph.ts'
import { expandInterleave, interleaved } from '../interleave.ts'
import { prune } from '../prune.ts'
import { countUses } from '../uses.ts'
import { Blocks, onBlocks, transposesBy } from './blocked.ts'
import {
  blockedConvolution,
  blockedTransposed,
  isFilterGradient,
  rectifiedConvolution,
} from './convolution.ts'
import { blockedElementwise } from './elementwise.ts'
import { writeFilterGradient } from './filter-gradient.ts'
import { writeReduction } from './reduction.ts'

/**
 * Lays convolutions out in blocks of channels, and with them everything between one convolution and
 * the next, forward and backward. ONNX Runtime does this itself, but only for constant weights; done
 * here, weights that change with every training step get the same kernels.
 * @param size channels in a block, as this machine's ONNX Runtime has it
 * @param threads that will compute; results are the same bits for any
 */
export function layOutInBlocks(graph: Graph, size: number, threads: number): void {
  const uses = countUses(graph)
  const { nodes } = graph
  // Where weights learn, gradients and statistics want a channel's own pixels.
  const blocks = new Blocks(graph, size, threads, !nodes.some(isFilterGradient))
  graph.nodes = []
  for (const node of nodes) layOut(blocks, node, (value) => uses.get(value) === 1)
  prune(graph)
}

function layOut(blocks: Blocks, node: Node, isUsedOnce: (value: Value) => boolean): void {
  const [output] = node.outputs
  if (isFilterGradient(node)) {
    if (!writeFilterGradient(blocks, node)) writeAsIs(blocks, node)
    return
  }
  const twin =
    rectifiedConvolution(blocks, node, isUsedOnce) ??
    blockedElementwise(blocks, node) ??
    blockedNode(blocks, node)
  if (twin !== undefined) blocks.define(output, twin)
  else if (!writeReduction(blocks, node) && !writeNhwc(blocks, node) && !writeHwio(blocks, node))
    writeAsIs(blocks, node)
}

function blockedNode(blocks: Blocks, node: Node): Value | undefined {
  const [first] = node.inputs
  switch (node.type) {
    case 'Conv':
      return blockedConvolution(blocks, node)
    case 'ConvTranspose':
      return blockedTransposed(blocks, node)
    case 'MaxPool':
    case 'AveragePool':
      if (node.outputs.length > 1 || !blocks.has(first)) return
      return blocks.node(
        node.type,
        [first].map((value) => blocks.twin(value)),
        node.attributes,
        blocks.stored(node.outputs[0]),
      )
    case 'Concat':
      return blockedConcat(blocks, node)
    case 'Interleave': {
      if (!blocks.has(first) || !blocks.fits(first)) return
      const quarters = node.inputs.map((quarter) => blocks.twin(quarter))
      return interleaved(blocks.graph, quarters, node.outputs[0].shape, blocks.size)
    }
    default:
      return
  }
}

/** Channels behind channels, all of which fill blocks. */
function blockedConcat(blocks: Blocks, { inputs, outputs, attributes }: Node): Value | undefined {
  const isWhole = inputs.every((input) => blocks.has(input) && blocks.fits(input))
  if (attributes.axis !== 1 || !isWhole || outputs[0].shape.length !== 4) return
  const twins = inputs.map((input) => blocks.twin(input))
  return blocks.graph.node('Concat', twins, { axis: 1 }, outputs[0])
}

/** From blocks to NHWC in one step, where a transpose asks for it. */
function writeNhwc(blocks: Blocks, node: Node): boolean {
  const [tensor] = node.inputs
  const isImage = blocks.has(tensor) && tensor.type === 'float32'
  if (!isImage || !transposesBy(node, [0, 2, 3, 1])) return false
  const toNhwc = { channels: tensor.shape[1], channels_last: 1 }
  blocks.write(onBlocks('ReorderOutput'), [blocks.twin(tensor)], toNhwc, node.outputs[0])
  return true
}

/** A filter gradient as its weights are stored, where it was made so. */
function writeHwio(blocks: Blocks, node: Node): boolean {
  const [filter] = node.inputs
  const [output] = node.outputs
  const stored = blocks.hwio.get(filter)
  if (stored === undefined || !transposesBy(node, [2, 3, 0, 1])) return false
  blocks.write('Reshape', [stored, blocks.graph.integers(output.shape)], {}, output)
  return true
}

function writeAsIs(blocks: Blocks, node: Node): void {
  if (node.type === 'Interleave') expandInterleave(blocks.graph, node)
  else blocks.graph.nodes.push(node)
}
