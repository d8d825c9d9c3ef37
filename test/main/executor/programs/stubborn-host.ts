// Hears everything and obeys nothing.
process.on('message', () => undefined)
process.on('SIGTERM', () => undefined)
process.send?.({ kind: 'ready', version: '1.2.3' })
