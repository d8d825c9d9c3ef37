import { z } from 'zod'

/** Where the numbers of a panel come from. Times are milliseconds since 1970. */
export const provenanceSchema = z.object({
  runs: z.array(z.object({ id: z.string(), name: z.string(), seed: z.int() })),
  /** Of the program that drew it. */
  version: z.string(),
  /** SHA-256 of the datasets the runs learnt from. */
  datasets: z.array(z.string()),
  /** How the runs were evaluated, each in a few words. */
  protocols: z.array(z.string()),
  drawnAt: z.number(),
})
export type Provenance = z.infer<typeof provenanceSchema>

const rows = z.array(z.array(z.string()).min(1))

/** A table as it is read: cells are texts, the first column says what a row is. */
export const tablePartSchema = z.object({
  is: z.literal('table'),
  caption: z.string(),
  head: z.array(z.string()),
  rows,
})

/** One thing that a panel shows. */
export const panelPartSchema = z.discriminatedUnion('is', [
  tablePartSchema,
  z.object({
    is: z.literal('drawing'),
    /** A stand-alone SVG document. */
    svg: z.string(),
    /** What there is to see, for whoever does not. */
    summary: z.string(),
    /** Every number drawn, as CSV. */
    csv: z.string(),
    /** The same numbers to read; of long lines some. */
    twin: tablePartSchema,
  }),
  z.object({ is: z.literal('words'), tone: z.enum(['plain', 'warning']), text: z.string() }),
])
export type PanelPart = z.infer<typeof panelPartSchema>
export type TablePart = z.infer<typeof tablePartSchema>

/** Which columns of a table are numbers and read down their last digits. */
export function numberColumns({ head, rows }: TablePart): boolean[] {
  return head.map((_, at) => at > 0 && rows.every((row) => isNumber(row[at])))
}

/** "0.913 ± 0.012 (n=3)", "+0.10 to +0.20", "12 s", a dash. */
const isNumber = (text: string | undefined): boolean =>
  /^(–|[+−-]?[\d.]+( s)?( (±|to) [^→]*)?)$/.test(text ?? '')

/** Everything a panel shows, computed: this is what freezing keeps. */
export const panelContentSchema = z.object({
  title: z.string(),
  parts: z.array(panelPartSchema),
  provenance: provenanceSchema,
})
export type PanelContent = z.infer<typeof panelContentSchema>
