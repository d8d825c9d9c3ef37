import { basename } from 'node:path'
import { CuspError } from '#errors'

/** Lower case alone: on some disks `MNIST` and `mnist` are one folder. */
const pattern = /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/

/** Names of devices on Windows, whatever their ending, and of the dataset that ships with Cusp. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)|^digits$/

/**
 * A name that is one folder on every system, or an error.
 * @throws CuspError `input.invalid`.
 */
export function requireName(name: string): string {
  if (!pattern.test(name)) {
    const right =
      'up to 64 of a–z, 0–9, ".", "_" and "-" belong here, first and last a letter or digit'
    throw new CuspError('input.invalid', `name: "${name}" cannot name a dataset; ${right}`, {
      place: 'name',
    })
  }
  if (reserved.test(name)) {
    throw new CuspError(
      'input.invalid',
      `name: "${name}" is taken; choose another, as my-${name}`,
      {
        place: 'name',
      },
    )
  }
  return name
}

/** A name made of a path's last part: `/downloads/CIFAR-10 (bin)` is `cifar-10-bin`. */
export function nameFrom(path: string): string {
  const last = basename(path)
    .toLowerCase()
    .replace(/\.(npz|mat|csv)$/, '')
  return requireName(last.replace(/[^a-z0-9._-]+/g, '-').replace(/^[._-]+|[._-]+$/g, ''))
}
