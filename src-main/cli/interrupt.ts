/**
 * Calls `first` at the first Ctrl-C (or SIGTERM, or the death of the process that handed over to
 * us); a second one ends this process at once with 130. Returns how to stop listening.
 */
export function onInterrupt(first: () => void): () => void {
  let isInterrupted = false
  const interrupt = () => {
    if (isInterrupted) process.exit(130)
    isInterrupted = true
    first()
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, interrupt)
  process.on('disconnect', interrupt)
  // Listening alone must not keep the process alive once its work is done.
  process.channel?.unref()
  return () => {
    for (const signal of signals) process.removeListener(signal, interrupt)
    process.removeListener('disconnect', interrupt)
  }
}
