import { fromRefused } from './refusal.ts'

/** An answer; where it is a stream, what ends it early is said in our words as any refusal is. */
export function spokenStream<Answer>(answer: Answer): Answer {
  if (!isStream(answer)) return answer
  const next = answer.next.bind(answer)
  answer.next = async (...args) => {
    try {
      return await next(...args)
    } catch (error) {
      throw fromRefused(error)
    }
  }
  return answer
}

function isStream(answer: unknown): answer is AsyncIterator<unknown> {
  if (typeof answer !== 'object' || answer === null) return false
  return Symbol.asyncIterator in answer && 'next' in answer && typeof answer.next === 'function'
}
