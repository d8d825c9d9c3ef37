import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCusp } from '../main/cli/run-cusp.ts'

export interface Served {
  readonly address: string
  readonly port: number
  /** Working folder of the command; the data folder is `data` in it. */
  readonly folder: string
  /** Ctrl-C, and the exit code it led to. */
  interrupt(): Promise<number | null>
  close(): Promise<void>
}

/** `cusp serve` on a data folder of its own, once it has printed its address. */
export async function serveCusp(args: readonly string[] = []): Promise<Served> {
  const folder = await mkdtemp(join(tmpdir(), 'cusp-e2e-'))
  const { child, ended, soFar } = startCusp(['serve', ...args], folder)
  const address = await Promise.race([
    new Promise<string>((resolve) =>
      child.stdout.on('data', () => {
        const printed = /^Cusp is at (\S+)\n/.exec(soFar().stdout)?.[1]
        if (printed !== undefined) resolve(printed)
      }),
    ),
    ended.then(({ code, stderr }) => {
      throw new Error(`cusp serve ended with ${code}: ${stderr}`)
    }),
  ])
  const interrupt = async () => {
    child.kill('SIGINT')
    return (await ended).code
  }
  return {
    address,
    port: Number(new URL(address).port),
    folder,
    interrupt,
    async close() {
      if (child.exitCode === null) await interrupt()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
