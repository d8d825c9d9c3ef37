import { existsSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'
import ort from 'onnxruntime-node'

/**
 * Read by a worker before anything else: once the file that `CUSP_HANG` names is there, the next run of
 * a graph never returns, and keeps the main thread busy as a native loop would.
 */
type Session = ort.InferenceSession

const file = process.env['CUSP_HANG'] ?? ''

if (isMainThread) {
  // Overloaded, and called as they came: hence the types of any function.
  const made = ort.InferenceSession.create.bind(ort.InferenceSession) as (
    ...given: unknown[]
  ) => Promise<Session>
  const replacement = async (...given: unknown[]) => {
    const session = await made(...given)
    const run = session.run.bind(session) as (...feeds: unknown[]) => Promise<unknown>
    const hanging = (...feeds: unknown[]) => {
      while (existsSync(file));
      return run(...feeds)
    }
    return Object.assign(session, { run: hanging })
  }
  Object.assign(ort.InferenceSession, { create: replacement })
}
