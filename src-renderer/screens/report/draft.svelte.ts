import type { Report } from '#contract'
import { sentenceOf, type Host } from '../../state/index.ts'

/** How long a hand rests before what it typed is kept, in milliseconds. */
const restMs = 700
/** Before a text that could not be kept is tried again. */
const retryMs = 5000

/** A report's text while it is written: kept as it rests, never over another's. */
export class Draft {
  readonly #host: Host
  readonly id: string
  text = $state('')
  /** What the host is known to keep. */
  #kept = $state.raw<Report | null>(null)
  /** Another text that was kept meanwhile, while ours is not. */
  theirs = $state.raw<Report | null>(null)
  problem = $state<string | null>(null)
  #timer: ReturnType<typeof setTimeout> | undefined
  #saving = false
  #closed = false

  constructor(host: Host, report: Report) {
    this.#host = host
    this.id = report.id
    this.text = report.text
    this.#kept = report
  }

  get isKept(): boolean {
    return this.text === this.#kept?.text
  }

  /** How things stand, in a few words. */
  get standing(): string {
    if (this.theirs) return 'changed elsewhere'
    return this.problem ?? (this.isKept ? 'saved' : 'not saved yet')
  }

  edit(text: string): void {
    this.text = text
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.save(), restMs)
  }

  async save(): Promise<void> {
    clearTimeout(this.#timer)
    const [text, kept] = [this.text, this.#kept]
    if (this.#saving || this.theirs || !kept || text === kept.text) return
    this.#saving = true
    try {
      this.#kept = await this.#host.reports.save({ id: this.id, text, version: kept.version })
      this.problem = null
    } catch (refusal) {
      this.problem = sentenceOf(refusal)
      // A host that cannot be reached keeps nothing and tells nothing; the text stays here.
      await this.follow().catch(() => undefined)
    } finally {
      this.#saving = false
    }
    if (this.isKept || this.theirs || this.#closed) return
    this.#timer = setTimeout(() => void this.save(), this.problem === null ? restMs : retryMs)
  }

  /** Takes over what was kept elsewhere where nothing of ours waits; else both are held apart. */
  async follow(): Promise<void> {
    const newest = await this.#host.reports.get({ id: this.id })
    if (newest.version === this.#kept?.version) return
    if (newest.text === this.text || this.isKept) this.take(newest)
    else if (!this.#saving || this.problem !== null) this.theirs = newest
  }

  /** Shows another text and goes on from there. */
  take(report: Report): void {
    this.#kept = report
    this.text = report.text
    this.theirs = null
    this.problem = null
  }

  /** Keeps ours as the version after theirs. */
  async overwrite(): Promise<void> {
    if (!this.theirs) return
    this.#kept = this.theirs
    this.theirs = null
    await this.save()
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
    void this.save()
  }
}
