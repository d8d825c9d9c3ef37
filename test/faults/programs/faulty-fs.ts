import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** How a call of the file system goes wrong. A short write succeeds, as the system allows it to. */
export const modes = ['EIO', 'ENOSPC', 'short'] as const
export type Mode = (typeof modes)[number]

type Call = (this: unknown, ...given: unknown[]) => unknown

let left = 0
let mode: Mode = 'EIO'

/** From now on the n-th call of the file system fails, and no other. */
export function arm(nth: number, how: Mode): void {
  left = nth
  mode = how
}

/** Nothing fails from now on. Whether it has since `arm`. */
export function disarm(): boolean {
  const isFired = left === 0
  left = -1
  return isFired
}

/** Does what belongs to no try. */
export function undisturbed<Result>(work: () => Result): Result {
  const before = left
  left = -1
  try {
    return work()
  } finally {
    left = before
  }
}

const failed = (syscall: string) =>
  Object.assign(new Error(`${mode}: made to fail, ${syscall}`), { code: mode, syscall })

const isDue = () => left > 0 && --left === 0

/** Calls that change the disk, or must be done before it can be. */
const calls = [
  ...['open', 'mkdir', 'mkdtemp', 'rename', 'link', 'copyFile', 'cp', 'writeFile', 'appendFile'],
  ...['rm', 'unlink', 'truncate', 'chmod', 'readdir', 'readFile'],
]

/** What the system may have done by half before it says that it failed. */
const halves: Readonly<Record<string, (given: readonly unknown[]) => unknown[]>> = {
  // Of a handle the contents come first, else the file does.
  writeFile: (given) =>
    given.map((one, i) => (i < 2 && isLong(one) ? one.slice(0, half(one)) : one)),
  write: (given) => given.map((one, i) => (i === 2 ? Math.ceil((one as number) / 2) : one)),
  writeSync: (given) => given.map((one, i) => (i === 3 ? Math.ceil((one as number) / 2) : one)),
}

/** Contents, and not a path. */
const isLong = (one: unknown): one is Uint8Array | string =>
  one instanceof Uint8Array || (typeof one === 'string' && one.includes('{'))
const half = ({ length }: Uint8Array | string) => Math.ceil(length / 2)

/** Only what is told where from and how much may be done by half and succeed. */
const maySucceedByHalf = (name: string, given: readonly unknown[]) =>
  (name === 'write' && typeof given[2] === 'number') ||
  (name === 'writeSync' && typeof given[3] === 'number')

function replace(owner: Record<string, unknown>, method: string, isPromise: boolean): void {
  const original = owner[method] as Call
  const name = method === 'writeFileSync' ? 'writeFile' : method
  const replacement: Call = function (...given) {
    if (mode === 'short' && !maySucceedByHalf(name, given)) return original.apply(this, given)
    if (!isDue()) return original.apply(this, given)
    if (mode === 'short') return original.apply(this, halves[name](given))
    if (!isPromise) {
      if (name in halves) original.apply(this, halves[name](given))
      throw failed(method)
    }
    return (async () => {
      if (name in halves) await original.apply(this, halves[name](given))
      if (name === 'copyFile') {
        await original.apply(this, given)
        fs.truncateSync(given[1] as string, 1)
      }
      throw failed(method)
    })()
  }
  owner[method] = replacement
}

const promises = fs.promises as unknown as Record<string, unknown>
const sync = fs as unknown as Record<string, unknown>
const scratch = join(tmpdir(), `cusp-faulty-${process.pid}`)
const handle = await fs.promises.open(scratch, 'w')
const handles = Object.getPrototypeOf(handle) as Record<string, unknown>
await handle.close()
fs.rmSync(scratch)

for (const name of calls) {
  replace(promises, name, true)
  replace(sync, `${name}Sync`, false)
}
for (const name of ['write', 'writeFile', 'sync', 'datasync', 'truncate', 'read', 'stat'])
  replace(handles, name, true)
for (const name of ['writeSync', 'fsyncSync']) replace(sync, name, false)
syncBuiltinESMExports()

/** From now on this is a disk without links, which is no failure. */
export function forbidLinks(): void {
  const refused = Object.assign(new Error('no links here'), { code: 'EPERM' })
  promises['link'] = () => Promise.reject(refused)
  syncBuiltinESMExports()
}
