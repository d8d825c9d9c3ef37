// Answers every frame by itself and the data folder it was given, until told to stop.
const dataDir = process.argv[process.argv.indexOf('--data') + 1]
process.on('message', (message: { kind: string; client: number; data: unknown }) => {
  if (message.kind === 'stop') process.exit(0)
  if (message.kind !== 'frame') return
  process.send?.({ kind: 'frame', client: message.client, data: message.data })
  process.send?.({ kind: 'frame', client: message.client, data: dataDir })
  if (message.data === 'crash') process.exit(7)
})
process.send?.({ kind: 'ready', version: '1.2.3' })
