/** A memory that kernels compute in; a shared one all threads of this process may. */
export interface Memory {
  readonly buffer: ArrayBufferLike
}

interface MemorySize {
  /** In pages. */
  readonly initial: number
  readonly maximum: number
  readonly shared: boolean
}

/** What a kernel exports: `run(...addresses, bytes, ...scalars)`. */
export type Run = (...numbers: number[]) => void

/** The part of WebAssembly that is used here: TypeScript knows it only with the types of a page. */
export interface WebAssemblyApi {
  readonly Memory: new (size: MemorySize) => Memory
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (
    module: object,
    imports: { readonly host: { readonly memory: Memory } },
  ) => { readonly exports: { readonly run: Run } }
}

export const webAssembly = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi })
  .WebAssembly
