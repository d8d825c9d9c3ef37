/** Something asked of the host: on its way, here, or refused with a sentence. */
export type Loaded<Value> =
  | { readonly is: 'loading' }
  | { readonly is: 'ready'; readonly value: Value }
  | { readonly is: 'refused'; readonly sentence: string }
