import { importDataset } from '#dataset'

const [path, datasets, resources, images] = process.argv.slice(2)

/** Imports a corruption set, and is killed, as by `kill -9`, once so many images are read. */
await importDataset(
  { format: 'corruptions', path, name: 'killed-c', options: { base: 'base' } },
  {
    datasets,
    resources,
    now: Date.now(),
    onImages: (read) => read >= Number(images) && process.kill(process.pid, 'SIGKILL'),
  },
)
