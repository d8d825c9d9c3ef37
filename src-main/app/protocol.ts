import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import { listAssets } from '#page'
import { replyTo } from './reply.ts'
import { scheme } from './origin.ts'

/** Makes app:// an origin like https://. Only works before the app is ready. */
export function declareScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true }
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }])
}

/** Serves the built screens, and nothing else, at app://cusp/. */
export function serveScreens(folder: string): void {
  const assets = listAssets(folder)
  protocol.handle(scheme, async (request) => {
    const reply = replyTo(assets, request.method, request.url)
    if (reply.status !== 200) return new Response(null, reply)
    return new Response(await readFile(reply.file), reply)
  })
}
