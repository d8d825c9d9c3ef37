import { CuspError } from '#errors'

/** A file that is not what ONNX says a model is, or that is beyond the reader's limits. */
export function malformed(file: string, problem: string, cause?: unknown): CuspError {
  return new CuspError('model.malformed', `${file}: ${problem}`, { place: file, cause })
}

/** A model that is well-formed, but uses what Cusp does not take. */
export function unsupported(file: string, problem: string, cause?: unknown): CuspError {
  return new CuspError('model.unsupported', `${file}: ${problem}`, { place: file, cause })
}

/** What belongs where something is no model at all. */
export const wanted = 'a file as torch.onnx.export writes it belongs here'
