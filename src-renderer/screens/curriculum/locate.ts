/** A place in a text, both counted from 1. */
export interface TextPlace {
  readonly line: number
  readonly column: number
}

/** Line and column of an offset. */
export function placeAt(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return { line, column: offset - before.lastIndexOf('\n') }
}

/** Keys and indices of a path as problems write it: `curriculum.lanes.epsilon[1].value`. */
export function parsePath(path: string): readonly string[] {
  return path.split(/[.[\]]+/).filter((part) => part !== '')
}

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g

interface Frame {
  readonly isList: boolean
  key: string
  index: number
}

/**
 * Where the value at `path` stands in a JSON text; the nearest value above it where it is missing.
 * @returns undefined where not even the first step of the path is there
 */
export function locate(text: string, path: string): TextPlace | undefined {
  const wanted = parsePath(path)
  const frames: Frame[] = []
  let best: { depth: number; offset: number } | undefined
  let expectsKey = false
  for (const match of text.matchAll(tokens)) {
    const [token] = match
    const frame = frames.at(-1)
    if (token === '}' || token === ']') {
      frames.pop()
      expectsKey = false
    } else if (token === ',') {
      if (frame?.isList) frame.index += 1
      expectsKey = frame !== undefined && !frame.isList
    } else if (token === ':') {
      expectsKey = false
    } else if (expectsKey && frame) {
      frame.key = token.slice(1, -1)
    } else {
      const depth = matching(frames, wanted)
      if (depth > 0 && depth > (best?.depth ?? 0)) best = { depth, offset: match.index }
      if (token === '{' || token === '[') frames.push({ isList: token === '[', key: '', index: 0 })
      expectsKey = token === '{'
    }
  }
  return best && placeAt(text, best.offset)
}

/** How much of `wanted` leads to the value that begins inside `frames`; 0 where it does not. */
function matching(frames: readonly Frame[], wanted: readonly string[]): number {
  if (frames.length > wanted.length) return 0
  const fits = frames.every(
    (frame, i) => wanted[i] === (frame.isList ? String(frame.index) : frame.key),
  )
  return fits ? frames.length : 0
}
