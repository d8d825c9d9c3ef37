import type { OnnxFile, OnnxNode } from '../read/onnx-file.ts'
import { unsupported } from '../read/refusal.ts'

/** What an operator's numbers are steps or counts of: however an operand moves, they stay or jump. */
const flat: Readonly<Record<string, string>> = {
  Greater: 'compares',
  GreaterOrEqual: 'compares',
  Less: 'compares',
  LessOrEqual: 'compares',
  Shape: 'tells sizes',
  ConstantOfShape: 'fills with one number',
}

const floats = [1, 10, 11]

/** Names of the operands that a gradient comes back to. */
function followed({ type, inputs, attributes }: OnnxNode): readonly string[] {
  if (Object.hasOwn(flat, type)) return []
  if (type === 'Cast') {
    const to = attributes.get('to')
    return typeof to === 'number' && !floats.includes(to) ? [] : inputs
  }
  // A condition chooses, and an index points: neither is moved a little.
  if (type === 'Where') return inputs.slice(1)
  if (type === 'Gather') return inputs.slice(0, 1)
  return inputs
}

/**
 * Refuses a network that no gradient comes back through: every attack that follows one would fail,
 * and look like robustness. One way from the images to the logits is enough.
 * @throws CuspError `model.unsupported`, naming the node where the gradient ends.
 */
export function refuseGradientless({ file, nodes, input, output }: OnnxFile): void {
  const moved = new Set([input.name])
  let last: OnnxNode | undefined
  for (const node of nodes) {
    if (followed(node).some((name) => moved.has(name)))
      for (const name of node.outputs) moved.add(name)
    else if (node.inputs.some((name) => moved.has(name))) last ??= node
  }
  if (moved.has(output.name)) return
  const way = `no way that a gradient could take leads from "${input.name}" to "${output.name}"`
  const advice =
    'Attacks would find nothing, and that is no robustness. Export the network with a smooth ' +
    'operator in its place (Sigmoid or Clip for a threshold), as it was trained.'
  if (last === undefined)
    throw unsupported(file, `its output "${output.name}" does not depend on the images`)
  const deed = flat[last.type] ?? (last.type === 'Cast' ? 'rounds' : 'chooses')
  throw unsupported(file, `${last.label} ${deed}, and ${way}. ${advice}`)
}
