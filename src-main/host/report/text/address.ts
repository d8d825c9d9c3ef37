const schemes = ['https:', 'http:', 'mailto:']

/** An address that a link may have, as it is; null for any other, whatever it would do. */
export function safeAddress(address: string): string | null {
  // A place in Cusp: nothing outside is reached by it.
  if (address.startsWith('#/')) return address
  if (!URL.canParse(address)) return null
  return schemes.includes(new URL(address).protocol) ? address : null
}
