import type { Found } from '../formats/found.ts'
import { mostBytes, mostClasses } from '../formats/limits.ts'
import { malformed } from '../formats/refusal.ts'

/**
 * What every source must hold, whatever its format: the last gate before it is stored.
 * @throws CuspError `dataset.malformed`, naming the source and what would be right.
 */
export function requireSound({ classes, parts, shape }: Found, source: string): void {
  if (classes.length > mostClasses) {
    throw malformed(source, `has ${classes.length} classes; at most ${mostClasses} belong here`)
  }
  const pixels = shape.height * shape.width * shape.channels
  const total = parts.reduce((sum, { images }) => sum + images.length, 0)
  if (total > mostBytes) {
    throw malformed(source, `has ${total} bytes of pixels; at most ${mostBytes} are read`)
  }
  for (const { images, labels } of parts) {
    if (labels.length === 0) throw malformed(source, 'holds no images; at least two belong here')
    if (images.length !== labels.length * pixels) {
      throw malformed(source, `holds ${images.length / pixels} images and ${labels.length} labels`)
    }
    const beyond = labels.findIndex((label) => label >= classes.length)
    if (beyond >= 0) {
      const right = `0 to ${classes.length - 1} belongs here, one of its ${classes.length} classes`
      throw malformed(source, `example ${beyond} has the label ${labels[beyond]}; ${right}`)
    }
    const present = new Set(labels)
    if (present.size === 1) {
      const [only] = present
      const example = `every example is of one class, "${classes[only]}"`
      throw malformed(source, `${example}; two classes or more belong here`)
    }
  }
}
