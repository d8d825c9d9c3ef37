import { spawn } from 'node:child_process'

/** A screen to open windows on. */
export interface Display {
  readonly name: string
  close(): void
}

/** The screen there is, else a virtual one of our own that goes with `close`. */
export async function openDisplay(): Promise<Display> {
  const present = process.env['DISPLAY']
  if (present !== undefined && present !== '') return { name: present, close: () => undefined }
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp', '-noreset'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  )
  process.once('exit', () => server.kill())
  const name = await new Promise<string>((resolve, reject) => {
    // It writes the number of the first free screen there once it listens.
    server.stdio[3]?.once('data', (number: Buffer) => resolve(`:${number.toString().trim()}`))
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`Xvfb ended with exit code ${code}.`)))
  })
  return { name, close: () => server.kill() }
}
