import { app, dialog } from 'electron'
import type { HostState } from '#executor'

/** Says why the host will not run, if it will not, and leaves. */
export async function describeEnd(state: HostState): Promise<void> {
  if (state.kind === 'refused') {
    process.stderr.write(`${state.message} (${state.code})\n`)
    await show('Cusp cannot start', state.message)
    app.exit(state.exit)
  } else if (state.kind === 'broken') {
    process.stderr.write(`${state.why}\n`)
    await show('Cusp keeps stopping', state.why)
    app.exit(1)
  }
}

async function show(message: string, detail: string): Promise<void> {
  await dialog.showMessageBox({ type: 'error', title: 'Cusp', message, detail, buttons: ['Close'] })
}
