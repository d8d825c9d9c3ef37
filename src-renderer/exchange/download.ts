/** Hands a file to the person: the browser or the window asks where it goes. */
export function download(name: string, parts: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([parts], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download has its own hold on the bytes once it began.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** A name that every file system takes: "CuSP, gentler start" → "cusp-gentler-start". */
export function fileName(name: string, ending: string, fallback = 'curriculum'): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return `${plain || fallback}.${ending}`
}
