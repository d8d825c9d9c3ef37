/** A memory that kernels compute in. */
export interface Memory {
  readonly buffer: ArrayBuffer
}

/** The part of WebAssembly that is used here: TypeScript knows it only with the types of a page. */
interface WebAssemblyApi {
  readonly Memory: new (size: { readonly initial: number }) => Memory
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (
    module: object,
    imports: { readonly host: { readonly memory: Memory } },
  ) => { readonly exports: { readonly run: (...numbers: number[]) => void } }
}

export const webAssembly = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi })
  .WebAssembly
