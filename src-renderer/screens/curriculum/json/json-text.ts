/** A part of a text: offsets from `from` up to but without `to`. */
export interface TextRange {
  readonly from: number
  readonly to: number
}

/** A value of a JSON text and where it stands. */
export interface JsonNode extends TextRange {
  /** Of an object: its fields by name; of names that are there twice the last, as JSON has it. */
  readonly fields?: ReadonlyMap<string, JsonField>
  /** Of a list. */
  readonly parts?: readonly JsonNode[]
}

export interface JsonField {
  /** Where its name stands, with the quotes. */
  readonly name: TextRange
  readonly value: JsonNode
}

/** What keeps a text from being JSON: what is wrong, and exactly where. */
export interface JsonFault extends TextRange {
  readonly sentence: string
}

/** Deeper than any document is, and far from what a stack of calls bears. */
const deepest = 400

/**
 * Where every value of a JSON text stands, or its first fault. It takes what `JSON.parse` takes; the
 * parsers of browsers say in many ways, some of them without a place, what they do not take.
 */
export function scanJson(text: string): { node: JsonNode } | { fault: JsonFault } {
  try {
    return { node: new Scanner(text).readAll() }
  } catch (thrown) {
    if (thrown instanceof Fault) return { fault: thrown.fault }
    throw thrown
  }
}

class Fault extends Error {
  readonly fault: JsonFault
  constructor(from: number, to: number, sentence: string) {
    super(sentence)
    this.fault = { from, to, sentence }
  }
}

const space = /[ \t\n\r]*/y
const word = /[^\s{}[\]:,"]+/y
const soundWord = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/
// eslint-disable-next-line no-control-regex -- JSON bans them inside quotes
const quoted = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y

class Scanner {
  readonly #text: string
  #at = 0
  #depth = 0

  constructor(text: string) {
    this.#text = text
  }

  readAll(): JsonNode {
    const node = this.#readValue('a document')
    if (this.#skipSpace() !== '') this.#refuse('stands after the end of the document')
    return node
  }

  #readValue(wanted: string): JsonNode {
    const sign = this.#skipSpace()
    if (sign === '{') return this.#within(() => this.#readObject())
    if (sign === '[') return this.#within(() => this.#readList())
    if (sign === '"') return this.#readQuoted()
    const from = this.#at
    const found = this.#take(word)
    if (soundWord.test(found)) return { from, to: this.#at }
    this.#at = from
    return this.#refuse(`stands where ${wanted} belongs`)
  }

  #within<Read>(read: () => Read): Read {
    if (++this.#depth > deepest) this.#refuse(`is nested deeper than ${deepest} levels`)
    const result = read()
    this.#depth -= 1
    return result
  }

  #readObject(): JsonNode {
    const from = this.#at++
    const fields = new Map<string, JsonField>()
    if (this.#skipSpace() !== '}') {
      do {
        if (this.#skipSpace() !== '"') this.#refuse('stands where a name in double quotes belongs')
        const name = this.#readQuoted()
        if (this.#skipSpace() !== ':') this.#refuse('stands where “:” and a value belong')
        this.#at += 1
        const key = JSON.parse(this.#sliceOf(name)) as string
        fields.set(key, { name, value: this.#readValue('a value') })
      } while (this.#goesOn('}', 'field'))
    }
    return { from, to: ++this.#at, fields }
  }

  #readList(): JsonNode {
    const from = this.#at++
    const parts: JsonNode[] = []
    if (this.#skipSpace() !== ']') {
      do parts.push(this.#readValue('a value'))
      while (this.#goesOn(']', 'value'))
    }
    return { from, to: ++this.#at, parts }
  }

  /** Past a comma, if there is one; at `end` the object or list is over. */
  #goesOn(end: '}' | ']', what: 'field' | 'value'): boolean {
    const sign = this.#skipSpace()
    if (sign === end) return false
    if (sign !== ',') this.#refuse(`stands where “,” or “${end}” belongs`)
    const comma = this.#at++
    if (this.#skipSpace() === end) {
      throw new Fault(comma, comma + 1, `this comma has no ${what} after it`)
    }
    return true
  }

  #readQuoted(): JsonNode {
    const from = this.#at
    this.#take(quoted)
    const next = this.#text.charAt(this.#at)
    if (next === '"') return { from, to: ++this.#at }
    if (next === '\\') {
      const to = this.#at + (/^\\.$/.test(this.#text.slice(this.#at, this.#at + 2)) ? 2 : 1)
      throw new Fault(this.#at, to, 'this is no escape of JSON; a backslash is “\\\\”')
    }
    if (next === '\t') throw new Fault(this.#at, this.#at + 1, 'a tab inside quotes is “\\t”')
    throw new Fault(from, this.#at, 'this has no closing quote on its line')
  }

  /** Throws what is wrong with what stands here, or with the text ending here. */
  #refuse(sentence: string): never {
    const from = this.#at
    const end = this.#text.trimEnd().length
    if (from >= this.#text.length) {
      const belongs = sentence.replace(/^stands where /, '').replace(/ belongs?$/, '')
      throw new Fault(Math.max(0, end - 1), end, `the text ends where ${belongs} should follow`)
    }
    const sign = this.#text.charAt(from)
    const found = sign === '"' ? this.#sliceOf(this.#readQuoted()) : this.#take(word) || sign
    throw new Fault(from, from + found.length, `${inQuotes(shorten(found))} ${sentence}`)
  }

  #sliceOf({ from, to }: TextRange): string {
    return this.#text.slice(from, to)
  }

  /** The next sign that is no space; empty at the end. */
  #skipSpace(): string {
    this.#take(space)
    return this.#text.charAt(this.#at)
  }

  /** What `pattern` matches here, gone past. */
  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    const [found = ''] = pattern.exec(this.#text) ?? []
    this.#at += found.length
    return found
  }
}

function inQuotes(found: string): string {
  return found.startsWith('"') ? found : `“${found}”`
}

function shorten(found: string): string {
  return found.length > 24 ? `${found.slice(0, 23)}…` : found
}
