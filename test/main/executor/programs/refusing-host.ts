process.send?.({ kind: 'refused', code: 'folder.in-use', message: 'Held by another.', exit: 3 })
process.disconnect()
process.exitCode = 3
