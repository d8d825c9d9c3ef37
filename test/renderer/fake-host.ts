import type { LogLine, MetricPoint, RunFeed, RunSummary, TablePage } from '#contract'
import type { ConnectionState, News } from '../../src-renderer/client.ts'
import type { Door } from '../../src-renderer/state/index.ts'

type Fact = { readonly seq: number } & (
  { readonly point: MetricPoint } | { readonly line: LogLine } | { readonly truncatedAfter: number }
)

/** A summary of a queued run; `change` says what is otherwise. */
export function summary(change: Partial<RunSummary> = {}): RunSummary {
  return {
    id: 'run-1',
    number: 1,
    name: 'plain',
    group: null,
    study: null,
    state: 'queued',
    activity: null,
    createdAt: 1000,
    startedAt: null,
    finishedAt: null,
    activeSeconds: 0,
    step: 0,
    totalSteps: 100,
    plansDone: 0,
    plansTotal: 0,
    imagesPerSecond: null,
    etaSeconds: null,
    seed: 0,
    architecture: 'std-cnn',
    loss: 'cross-entropy',
    curriculum: 'plain',
    scores: null,
    fault: null,
    ...change,
  }
}

/** Scores of 500 images. */
export function scores(clean: number, adversarial: number | null, spatial: number | null) {
  return {
    count: 500,
    clean,
    adversarial,
    spatial,
    adversarialInvariance: adversarial,
    spatialInvariance: spatial,
    degenerate: false,
  }
}

/** A host in memory: keeps the facts of runs and answers `since` from them, as the real one does. */
export class FakeHost {
  readonly runs = new Map<string, RunSummary>()
  /** How the connection is found at first. */
  first: ConnectionState = { kind: 'open' }
  /** Most facts in one answer of `since`. */
  page = Infinity
  /** Procedures called, in order, with their input. */
  readonly calls: { readonly name: string; readonly input: unknown }[] = []
  /** The next call of a procedure is refused with this sentence. */
  readonly refusals = new Map<string, string>()
  readonly answers = new Map<string, (input: never) => unknown>()
  readonly #facts = new Map<string, Fact[]>()
  /** Rises with every fact of any run, and never falls. */
  #seq = 0
  readonly #news = new Set<(news: News) => void>()
  readonly #states = new Set<(state: ConnectionState) => void>()

  constructor(...runs: RunSummary[]) {
    for (const run of runs) this.runs.set(run.id, run)
    this.answers.set('runs.list', () => [...this.runs.values()])
    this.answers.set('table.page', () => this.table())
    this.answers.set('table.vocabulary', () => ({ measures: [], values: {} }))
    this.answers.set('views.list', () => [])
    this.answers.set('runs.since', ({ run, seq }: { run: string; seq: number }) =>
      this.since(run, seq),
    )
    this.answers.set('curricula.list', () => [])
    this.answers.set('comparisons.list', () => [])
    this.answers.set('figures.list', () => [])
  }

  get door(): Door {
    const client = new Proxy({}, { get: (_, noun: string) => this.#procedures(noun) })
    return {
      client: client as Door['client'],
      onConnection: (listener) => follow(this.#states, listener, this.first),
      onNotice: (listener) => follow(this.#news, listener),
    }
  }

  metric(run: string, step: number, name: string, value: number): void {
    this.#add(run, (seq) => ({ seq, point: { seq, step, name, value } }))
  }

  log(run: string, step: number, text: string, kind = 'note', source: LogLine['source'] = 'host') {
    this.#add(run, (seq) => ({ seq, line: { seq, at: 0, step, kind, text, source } }))
  }

  /** The run went back to a checkpoint: what came after `step` never happened. */
  resumeFrom(run: string, step: number): void {
    const isVoid = (fact: Fact): boolean =>
      'point' in fact
        ? fact.point.step > step
        : 'line' in fact && fact.line.source === 'worker' && fact.line.step > step
    const kept = this.#of(run).filter((fact) => !isVoid(fact))
    this.#facts.set(run, kept)
    this.#add(run, (seq) => ({ seq, truncatedAfter: step }))
  }

  change(run: string, change: Partial<RunSummary>): void {
    this.runs.set(run, { ...this.#known(run), ...change })
  }

  tell(news: News): void {
    for (const listener of this.#news) listener(news)
  }

  enter(state: ConnectionState): void {
    for (const listener of this.#states) listener(state)
  }

  /** All runs as one page of the table, in the order they were made. */
  table(): TablePage {
    const rows = [...this.runs.values()].map((run) => ({
      ...{ key: run.id, run, runs: [run.id], seeds: [run.seed], tags: [], collections: [] },
      ...{ note: '', archived: false, deleted: false, cells: [], spark: [], lanes: [] },
    }))
    return { total: rows.length, runs: rows.length, offset: 0, rows, baseline: null }
  }

  since(run: string, seq: number): RunFeed {
    const fresh = this.#of(run)
      .filter((fact) => fact.seq > seq)
      .slice(0, this.page)
    const cuts = fresh.flatMap((fact) => ('truncatedAfter' in fact ? [fact.truncatedAfter] : []))
    return {
      seq: fresh.at(-1)?.seq ?? Math.min(seq, this.#seq),
      summary: this.#known(run),
      truncatedAfter: cuts.length === 0 || seq === 0 ? null : Math.min(...cuts),
      points: fresh.flatMap((fact) => ('point' in fact ? [fact.point] : [])),
      log: fresh.flatMap((fact) => ('line' in fact ? [fact.line] : [])),
    }
  }

  #procedures(noun: string): unknown {
    return new Proxy(
      {},
      { get: (_, verb: string) => (input: unknown) => this.#answer(noun, verb, input) },
    )
  }

  async #answer(noun: string, verb: string, input: unknown): Promise<unknown> {
    const name = `${noun}.${verb}`
    this.calls.push({ name, input })
    const refusal = this.refusals.get(name)
    this.refusals.delete(name)
    if (refusal !== undefined) throw new Error(refusal)
    const answer = this.answers.get(name)
    if (!answer) throw new Error(`The fake host has no answer to ${name}.`)
    return answer(input as never)
  }

  #add(run: string, fact: (seq: number) => Fact): void {
    this.#facts.set(run, [...this.#of(run), fact(++this.#seq)])
  }

  #of(run: string): Fact[] {
    return this.#facts.get(run) ?? []
  }

  #known(run: string): RunSummary {
    const known = this.runs.get(run)
    if (!known) throw new Error(`There is no run “${run}”.`)
    return known
  }
}

function follow<Value>(
  listeners: Set<(value: Value) => void>,
  listener: (value: Value) => void,
  now?: Value,
): () => void {
  listeners.add(listener)
  if (now !== undefined) listener(now)
  return () => listeners.delete(listener)
}
