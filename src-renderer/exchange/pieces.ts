import { pieceBytes, type ParcelEnding } from '#contract'
import type { Host } from '../state/index.ts'

type OnBytes = (bytes: number) => void

/**
 * Sends a file to the host, piece by piece: a request has a longest length.
 * @returns the name that the host gave it.
 */
export async function sendFile(
  host: Host,
  file: Blob,
  signal: AbortSignal,
  onBytes: OnBytes,
  ending: ParcelEnding = 'cusp',
): Promise<string> {
  let name: string | undefined
  let offset = 0
  do {
    const piece = await base64Of(file.slice(offset, offset + pieceBytes))
    const of = name === undefined ? { ending } : { file: name }
    const sent = await host.parcels.send({ ...of, offset, piece }, { signal })
    name = sent.file
    offset = sent.bytes
    onBytes(offset)
  } while (offset < file.size)
  return name
}

/** Fetches a file that the host has written, and has the host forget it. */
export async function fetchFile(
  host: Host,
  file: string,
  signal: AbortSignal,
  onBytes: OnBytes,
): Promise<Blob> {
  const parts: Blob[] = []
  let offset = 0
  try {
    for (;;) {
      const { piece, bytes } = await host.parcels.fetch({ file, offset }, { signal })
      const part = new Blob([bytesOf(piece)])
      parts.push(part)
      offset += part.size
      onBytes(offset)
      if (offset >= bytes || part.size === 0) return new Blob(parts)
    }
  } finally {
    await host.parcels.discard({ file })
  }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64)
  return Uint8Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))
}

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let text = ''
  // A call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  }
  return btoa(text)
}
