import { basename } from 'node:path'
import type { Brought, BundlePreview } from '#contract'
import type { Context, Exit } from '../../context.ts'
import { untilDone } from '../../long-file.ts'
import { formatBrought, formatPreview } from '../../print/bundle.ts'
import { withSession } from '../../session.ts'

/** Brings in what of a bundle is not here; with `--dry-run` says what that would be. */
export function bringBundle(context: Context, path: string, isDry: boolean): Promise<Exit> {
  return withSession(context, 'look', async (client) => {
    const { placeParcel, discardParcel } = await import('#host')
    const file = await placeParcel(context.dataDir, path)
    try {
      const asked = { file, name: basename(path) }
      const preview = await client.bundles.preview(asked)
      if (isDry) {
        context.output.answer(preview, formatPreview(preview))
        return 0
      }
      for (const remark of remarksOn(preview)) context.output.note(remark)
      const brought = await untilDone<Brought>(context, (signal) =>
        client.bundles.import(asked, { signal }),
      )
      context.output.answer(brought, formatBrought(brought, preview))
      return 0
    } finally {
      await discardParcel(context.dataDir, file)
    }
  })
}

function remarksOn({ datasets, unknown }: BundlePreview): string[] {
  return [
    ...datasets
      .filter(({ here }) => !here)
      .map(
        ({ name }) =>
          `The dataset "${name}" is not here: its runs cannot be evaluated before it is.`,
      ),
    ...unknown.map(
      ({ kind, count }) => `${count} of a kind "${kind}", which a newer Cusp knows, stay out.`,
    ),
  ]
}
