process.on('message', (message: { kind?: string }) => {
  if (message.kind === 'stop') process.exit(0)
})
process.on('disconnect', () => process.exit(0))
process.send?.({ kind: 'ready', version: '0.1.0' })
