import { resolve } from 'node:path'
import { Argument, Option, type Command } from 'commander'
import { CuspError } from '#errors'
import type { DatasetRequest } from '#host'
import type { CommonOptions, Context, Exit } from '../context.ts'
import { onInterrupt } from '../interrupt.ts'
import { perform, withCommonOptions } from '../perform.ts'
import { formatChecks, formatDataset, formatDatasets, formatStored } from '../print/datasets.ts'
import { showImages } from '../print/images-read.ts'
import { writeSheet } from '../print/sheet.ts'
import { withSession } from '../session.ts'

interface AddOptions extends CommonOptions {
  readonly name?: string
  readonly size?: string
  readonly colour?: 'grey' | 'rgb'
  readonly labels?: 'fine' | 'coarse'
  readonly images?: string
  readonly base?: string
  readonly classes?: string
}

const formats = [
  'idx',
  'cifar-10',
  'cifar-100',
  'svhn',
  'npz',
  'image-folder',
  'csv',
  'corruptions',
] as const satisfies readonly DatasetRequest['format'][]

export function addDataset(program: Command): void {
  const dataset = program.command('dataset').description('the datasets of the data folder')
  addAdd(dataset)
  withCommonOptions(dataset.command('list'))
    .description('list what there is to train and evaluate on')
    .action((options: CommonOptions) =>
      perform(options, (context) =>
        withSession(context, 'look', async (client) => {
          const listed = await client.datasets.list()
          context.output.answer(listed, formatDatasets(listed))
          return 0
        }),
      ),
    )
  addVerify(dataset)
  addShow(dataset)
}

function addAdd(dataset: Command): void {
  const format = new Argument('<format>', 'what the path holds').choices(formats)
  const command = dataset.command('add').addArgument(format).argument('<path>', 'folder or file')
  withCommonOptions(command)
    .description('copy a dataset into the data folder, checked')
    .option('--name <name>', 'what to call it (default: made of the path)')
    .option('--size <pixels>', 'scale and crop images to a square of this side')
    .addOption(new Option('--colour <colour>', 'what images become').choices(['grey', 'rgb']))
    .addOption(new Option('--labels <labels>', 'of CIFAR-100').choices(['fine', 'coarse']))
    .option('--images <folder>', 'where the files are that a CSV names (default: beside it)')
    .option('--base <name>', 'the dataset that a corruption set is of')
    .option('--classes <names>', 'names of the classes, as cat,dog')
    .action((kind: DatasetRequest['format'], path: string, options: AddOptions) =>
      perform(options, (context) => add(context, requestOf(kind, path, options))),
    )
}

function requestOf(
  format: DatasetRequest['format'],
  path: string,
  options: AddOptions,
): DatasetRequest {
  const { name, size, colour, labels, images, base, classes } = options
  return {
    format,
    path: resolve(path),
    name,
    options: {
      size: size === undefined ? undefined : Number(size),
      ...{ colour, labels, base },
      images: images === undefined ? undefined : resolve(images),
      classes: classes?.split(',').map((one) => one.trim()),
    },
  }
}

/** Reads and stores in this process, without a host; Ctrl-C leaves nothing behind. */
async function add({ dataDir, output }: Context, request: DatasetRequest): Promise<Exit> {
  const { importIntoFolder } = await import('#host')
  const controller = new AbortController()
  const stop = onInterrupt(() => controller.abort())
  const progress = showImages(output)
  try {
    const { signal } = controller
    const stored = await importIntoFolder(dataDir, request, { signal, onImages: progress.show })
    progress.end()
    output.answer(stored, formatStored(stored))
    return 0
  } finally {
    progress.end()
    stop()
  }
}

function addVerify(dataset: Command): void {
  withCommonOptions(dataset.command('verify').argument('[name]', 'one dataset (default: all)'))
    .description('read every byte of stored datasets again')
    .action((name: string | undefined, options: CommonOptions) =>
      perform(options, (context) =>
        withSession(context, 'look', async (client) => {
          const { checks } = await client.datasets.verify({ name })
          context.output.answer({ checks }, formatChecks(checks))
          const [damage] = checks.flatMap(({ damaged }) => damaged)
          if (damage === undefined) return 0
          return new CuspError('dataset.corrupt', damage.problem).exit
        }),
      ),
    )
}

interface ShowOptions extends CommonOptions {
  readonly preview?: string
}

function addShow(dataset: Command): void {
  withCommonOptions(dataset.command('show').argument('<name>', 'a dataset'))
    .description('one dataset: classes, duplicates, statistics, origin')
    .option('--preview <file>', 'write a PNG of a few examples of each class')
    .action((name: string, options: ShowOptions) =>
      perform(options, (context) =>
        withSession(context, 'look', async (client) => {
          const detail = await client.datasets.get({ name })
          if (options.preview !== undefined) await writeSheet(options.preview, detail)
          const { preview: _pixels, ...told } = detail
          context.output.answer(told, formatDataset(detail))
          return 0
        }),
      ),
    )
}
