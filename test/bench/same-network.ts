import type { SubjectFile } from './files.ts'
import type { Ready } from './protocol.ts'

/** Largest difference of logits, as a share of the largest logit. */
const tolerance = 1e-3

/** @throws Error when a contender computes another network than ours: times could not be compared. */
export function checkSameNetwork(name: string, subject: SubjectFile, ready: Ready): void {
  const where = `${name} on ${subject.name}`
  if (ready.parameters !== subject.parameters)
    throw new Error(`${where} has ${ready.parameters} parameters; Cusp has ${subject.parameters}`)
  const largest = Math.max(...subject.logits.map(Math.abs))
  const apart = subject.logits.map((logit, i) => Math.abs(logit - ready.logits[i]) / largest)
  if (!(Math.max(...apart) <= tolerance))
    throw new Error(
      `${where}: logits differ by ${Math.max(...apart)} of the largest, not ${tolerance}`,
    )
}
