export type Path = readonly string[]

interface Common {
  readonly label: string
  readonly path: Path
}

/** One row of the form of run settings. */
export type FormField =
  | (Common & { readonly kind: 'number' })
  | (Common & { readonly kind: 'flag' })
  | (Common & {
      readonly kind: 'choice'
      readonly options: readonly { readonly value: string; readonly label: string }[]
      /** The choice that is meant where the path holds nothing. */
      readonly otherwise?: string
      /** What a choice puts at the path, where that is more than the choice itself. */
      readonly make?: (value: string) => unknown
    })
