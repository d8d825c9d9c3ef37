import type { Emitter } from '../emitter.ts'
import type { Traced } from '../traced.ts'

/**
 * How one tfjs kernel becomes nodes. `inputs` are named as in tfjs's kernel_names, or numbered
 * where the kernel takes a list; `attributes` are tfjs's own, which each lowering names by type.
 */
export type Lowering = (
  emit: Emitter,
  inputs: Operands,
  attributes: KernelAttributes,
) => Traced | Traced[]

export type KernelAttributes = Readonly<Record<string, unknown>>

/** The operands of a kernel by name. */
export class Operands {
  readonly #named: ReadonlyMap<string, Traced>

  constructor(named: ReadonlyMap<string, Traced>) {
    this.#named = named
  }

  get list(): readonly Traced[] {
    return [...this.#named.values()]
  }

  get(name: string): Traced {
    const traced = this.#named.get(name)
    if (traced === undefined) throw new Error(`the kernel has no operand ${name}`)
    return traced
  }

  find(name: string): Traced | undefined {
    return this.#named.get(name)
  }
}

/** A family of lowerings by kernel name. */
export type Family = Readonly<Record<string, Lowering>>

/** The attributes of a kernel as its tfjs type: tfjs types attributes by kernel, not by map. */
export function attributesAs<T>(attributes: KernelAttributes): T {
  return attributes as T
}
