// Loaded before Electron's own installer, to tell the parent process how far its download is.
// The installer itself shows nothing for 30 seconds, never gives up and prints no causes.
const plainFetch = globalThis.fetch

globalThis.fetch = async (...request) => {
  const response = await plainFetch(...request).catch((error) => {
    process.send?.({ kind: 'failed', cause: error.cause?.message || error.message })
    throw error
  })
  if (!response.ok || response.body === null) return response
  const total = Number(response.headers.get('content-length') ?? 0)
  let received = 0
  const count = new TransformStream({
    transform(chunk, out) {
      received += chunk.length
      process.send?.({ kind: 'progress', received, total })
      out.enqueue(chunk)
    },
  })
  return new Response(response.body.pipeThrough(count), response)
}
