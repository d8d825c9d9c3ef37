import { implement } from '@orpc/server'
import { contract, pieceBytes } from '#contract'
import type { Desk } from '../desk.ts'
import { discardParcel, givePiece, takePiece } from '../parcels.ts'
import type { Caller } from '../transport/router.ts'
import {
  foretellBundle,
  importFile,
  previewFile,
  writeBundleFile,
  writeForeignFile,
} from './bundles.ts'

/** The bundles' part of the contract; refusals are dressed by the router it is put into. */
export function bundleRoutes(desk: Desk) {
  const os = implement(contract.bundles).$context<Caller>()
  return os.router({
    foretell: os.foretell.handler(({ input }) => foretellBundle(desk, input)),
    write: os.write.handler(({ input, signal }) => writeBundleFile(desk, input, signal)),
    preview: os.preview.handler(({ input, context }) => previewFile(desk, context, input)),
    import: os.import.handler(({ input, context, signal }) =>
      importFile(desk, context, input, signal),
    ),
  })
}

export function foreignRoutes(desk: Desk) {
  const os = implement(contract.foreign).$context<Caller>()
  return os.router({
    write: os.write.handler(({ input, signal }) => writeForeignFile(desk, input, signal)),
  })
}

export function parcelRoutes({ folder }: Desk) {
  const os = implement(contract.parcels).$context<Caller>()
  return os.router({
    send: os.send.handler(({ input }) =>
      takePiece(folder.root, { ...input, piece: Buffer.from(input.piece, 'base64') }),
    ),
    fetch: os.fetch.handler(({ input }) => givePiece(folder.root, { ...input, most: pieceBytes })),
    discard: os.discard.handler(async ({ input }) => {
      await discardParcel(folder.root, input.file)
      return {}
    }),
  })
}
