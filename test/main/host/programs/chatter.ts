/** A worker that also says what a host must not believe: facts of another lease, and repetitions. */
process.on('message', ({ job }: { job: { epoch: number } }) => {
  const say = (epoch: number, seq: number) =>
    process.send?.({ kind: 'note', text: `${epoch - job.epoch}/${seq}`, epoch, seq })
  say(job.epoch - 1, 1)
  say(job.epoch, 1)
  say(job.epoch, 1)
  say(job.epoch, 2)
  say(job.epoch + 1, 3)
  say(job.epoch, 1)
  say(job.epoch, 3)
  process.stderr.write('SomeError: the last words\n')
  process.disconnect()
  process.exitCode = 7
})
