/** A name of its own for a line of questions, of which only the newest matters. */
export function newLine(): string {
  const digits = crypto.getRandomValues(new Uint8Array(8))
  return Array.from(digits, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
