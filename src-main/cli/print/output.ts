import type { CuspError } from '#errors'

/** Where words go: answers to stdout; the rest to stderr, and with `--json` nowhere. */
export class Output {
  readonly json: boolean

  constructor(json: boolean) {
    this.json = json
  }

  /** The answer of a command: `value` with `--json`, else `text`. */
  answer(value: unknown, text: string): void {
    const words = this.json ? JSON.stringify(value, null, 2) : text
    if (words !== '') write(process.stdout, words)
  }

  /** A remark beside the answer. */
  note(text: string): void {
    if (!this.json) write(process.stderr, text)
  }

  /** What a host in this process says; bars would be torn by it. */
  log(line: string): void {
    if (process.env['CUSP_LOG'] !== undefined) write(process.stderr, line)
  }

  fail({ code, message, place }: CuspError): void {
    if (this.json) write(process.stdout, JSON.stringify({ error: { code, message, place } }))
    else write(process.stderr, `cusp: ${message}`)
  }

  /** Whether bars can be drawn and redrawn. */
  get isLive(): boolean {
    return !this.json && process.stderr.isTTY
  }
}

function write(stream: NodeJS.WriteStream, text: string): void {
  stream.write(text.endsWith('\n') ? text : `${text}\n`)
}
