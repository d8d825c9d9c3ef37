import type { OnnxFile, OnnxNode } from '../read/onnx-file.ts'
import { unsupported } from '../read/refusal.ts'

/** Operators that leave every number as it is. */
const passing = ['Identity', 'Reshape', 'Flatten', 'Squeeze', 'Unsqueeze', 'Cast', 'Dropout', 'Log']

/** Operators after which numbers are no longer logits, and why that matters. */
const squashing: Readonly<Record<string, string>> = {
  Softmax:
    'its output is probabilities, whose gradient vanishes where the network is sure, so that attacks would seem to fail',
  LogSoftmax:
    'its output is log-probabilities; attacks and their losses are defined on the logits before it',
  Sigmoid:
    'its output is squashed to [0, 1], where gradients vanish, so that attacks would seem to fail',
}

/** @throws CuspError `model.unsupported` when the output is not logits, naming the operator. */
export function refuseProbabilities({ file, nodes, output }: OnnxFile): void {
  const makers = new Map(nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)))
  let node: OnnxNode | undefined = makers.get(output.name)
  while (node !== undefined && passing.includes(node.type)) node = makers.get(node.inputs[0])
  const reason = node && squashing[node.type]
  if (reason === undefined) return
  throw unsupported(
    file,
    `${node?.label} makes the output: ${reason}. Export the model up to the logits, without it.`,
  )
}
