import type { Run } from './web-assembly.ts'

/** What threads share of a kernel's call, of which each takes parts until none is left. */
export interface Call {
  /** Changed by Atomics alone, at the places that `counter` names. */
  readonly counters: Int32Array
  /**
   * Parts, bytes of a part and of the whole, addresses and scalars. They hold still while a part is in
   * hand, for a call ends with its last part.
   */
  readonly numbers: Float64Array
}

/** Calls begun, parts that nobody took yet, parts done. */
export const counter = { begun: 0, left: 1, done: 2 } as const

/** Looks at a counter before a thread sleeps, some 20 µs: to wake one costs as much. */
export const looksAtMost = 2000

export function createCall(): Call {
  return {
    counters: new Int32Array(new SharedArrayBuffer(12)),
    numbers: new Float64Array(new SharedArrayBuffer(8 * 32)),
  }
}

/** @param given what `numbers` is to hold, the number of parts first. */
export function beginCall({ counters, numbers }: Call, given: readonly number[]): void {
  numbers.set(given)
  Atomics.store(counters, counter.done, 0)
  Atomics.store(counters, counter.left, given[0])
  Atomics.add(counters, counter.begun, 1)
  Atomics.notify(counters, counter.begun)
}

/**
 * Takes parts of a call until none is left. Names nothing outside, for its text runs in other threads.
 * @param arrays how many addresses there are.
 */
export function takeParts(
  { counters, numbers }: Call,
  { left, done }: typeof counter,
  arrays: number,
  run: Run,
): void {
  for (;;) {
    const part = Atomics.sub(counters, left, 1) - 1
    if (part < 0) return
    const [parts, partBytes, bytes, ...given] = numbers
    const from = part * partBytes
    const addresses = given.slice(0, arrays).map((address) => address + from)
    run(...addresses, Math.min(partBytes, bytes - from), ...given.slice(arrays))
    if (Atomics.add(counters, done, 1) + 1 === parts) Atomics.notify(counters, done)
  }
}

/** Waits for parts that other threads have in hand. */
export function awaitParts({ counters, numbers: [parts] }: Call): void {
  for (let looks = 0; ; looks++) {
    const done = Atomics.load(counters, counter.done)
    if (done === parts) return
    if (looks > looksAtMost) Atomics.wait(counters, counter.done, done)
  }
}
