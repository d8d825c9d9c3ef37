import { z } from 'zod'

/** A piece of running text. There is no markup but this: whatever else Markdown may hold is text. */
export type Inline =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'code'; readonly text: string }
  | { readonly is: 'break' }
  | { readonly is: 'emphasis' | 'strong'; readonly inside: readonly Inline[] }
  /** `address` is of https, http or mailto, or a place in Cusp (`#/runs/…`). */
  | { readonly is: 'link'; readonly address: string; readonly inside: readonly Inline[] }

/** A part of a report, from top to bottom. */
export type Block =
  | { readonly is: 'heading'; readonly level: number; readonly inside: readonly Inline[] }
  | { readonly is: 'paragraph'; readonly inside: readonly Inline[] }
  | { readonly is: 'quote'; readonly blocks: readonly Block[] }
  | {
      readonly is: 'list'
      /** The first number; null for bullets. */
      readonly start: number | null
      readonly entries: readonly (readonly Block[])[]
    }
  | { readonly is: 'code'; readonly language: string; readonly text: string }
  | {
      readonly is: 'table'
      readonly align: readonly ('left' | 'right' | 'center' | null)[]
      readonly head: readonly (readonly Inline[])[]
      readonly rows: readonly (readonly (readonly Inline[])[])[]
    }
  | { readonly is: 'rule' }
  /** Stands for a panel, by its place among the report's panels. */
  | { readonly is: 'panel'; readonly place: number }

export const inlineSchema: z.ZodType<Inline> = z.lazy(() =>
  z.discriminatedUnion('is', [
    z.object({ is: z.literal('text'), text: z.string() }),
    z.object({ is: z.literal('code'), text: z.string() }),
    z.object({ is: z.literal('break') }),
    z.object({ is: z.enum(['emphasis', 'strong']), inside: z.array(inlineSchema) }),
    z.object({ is: z.literal('link'), address: z.string(), inside: z.array(inlineSchema) }),
  ]),
)

const words = z.array(inlineSchema)

export const blockSchema: z.ZodType<Block> = z.lazy(() =>
  z.discriminatedUnion('is', [
    z.object({ is: z.literal('heading'), level: z.int(), inside: words }),
    z.object({ is: z.literal('paragraph'), inside: words }),
    z.object({ is: z.literal('quote'), blocks: z.array(blockSchema) }),
    z.object({
      is: z.literal('list'),
      start: z.int().nullable(),
      entries: z.array(z.array(blockSchema)),
    }),
    z.object({ is: z.literal('code'), language: z.string(), text: z.string() }),
    z.object({
      is: z.literal('table'),
      align: z.array(z.enum(['left', 'right', 'center']).nullable()),
      head: z.array(words),
      rows: z.array(z.array(words)),
    }),
    z.object({ is: z.literal('rule') }),
    z.object({ is: z.literal('panel'), place: z.int() }),
  ]),
)
