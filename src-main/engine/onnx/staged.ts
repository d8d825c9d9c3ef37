import type { TensorSpec } from '../compiler.ts'
import type { Value } from '../graph/index.ts'
import {
  openSession,
  type EncodedGraph,
  type Runtime,
  type Session,
  type Tensors,
} from './session.ts'
import { keptTensors } from './tensor.ts'

export interface EncodedStages {
  readonly first: EncodedGraph
  readonly rest: EncodedGraph
  readonly carried: readonly Value[]
}

/** A session that can leave out what the last run has computed already. */
export interface StagedSession {
  /** @param isSettled the settled inputs hold what they held at the last run. */
  run(feeds: Tensors, isSettled: boolean, kept?: Tensors): Promise<Tensors>
  release(): Promise<void>
}

/** Nothing can be left out. */
export async function openWhole(graph: EncodedGraph, runtime: Runtime): Promise<StagedSession> {
  const session = await openSession(graph, runtime)
  return { run: (feeds, _, kept) => session.run(feeds, kept), release: () => session.release() }
}

/** What `first` gives is kept and given to `rest` until settled inputs change. */
export async function openStages(
  { first, rest, carried }: EncodedStages,
  runtime: Runtime,
): Promise<StagedSession> {
  const [early, late]: Session[] = [
    await openSession(first, runtime),
    await openSession(rest, runtime),
  ]
  const outputs = keptTensors(
    carried.map(({ shape, type }) => ({ shape, dtype: type as TensorSpec['dtype'] })),
  )
  const passed = Object.fromEntries(carried.map(({ name }, i) => [name, outputs[`out${i}`]]))
  return {
    async run(feeds, isSettled, kept) {
      if (!isSettled) await early.run(feeds, outputs)
      return late.run({ ...feeds, ...passed }, kept)
    },
    async release() {
      await early.release()
      await late.release()
    },
  }
}
