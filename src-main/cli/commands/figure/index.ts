import type { Command } from 'commander'
import type { CommonOptions } from '../../context.ts'
import { perform, withCommonOptions } from '../../perform.ts'
import { formatFigure, formatFigures } from '../../print/figures.ts'
import { withSession } from '../../session.ts'
import { findFigure } from './find-figure.ts'
import { addMake } from './make.ts'
import { drawTo, withOutputOptions, type OutputOptions } from './output.ts'

export function addFigure(program: Command): void {
  const figure = program.command('figure').description('figures for print, kept with their runs')
  withCommonOptions(figure.command('list'))
    .description('list the saved figures')
    .action((options: CommonOptions) =>
      perform(options, (context) =>
        withSession(context, 'look', async (client) => {
          const figures = await client.figures.list()
          context.output.answer({ figures }, formatFigures(figures))
          return 0
        }),
      ),
    )
  withCommonOptions(figure.command('show <figure>'))
    .description('what a figure shows of which runs; with --json, its spec')
    .action((named: string, options: CommonOptions) =>
      perform(options, (context) =>
        withSession(context, 'look', async (client) => {
          const { id } = findFigure(await client.figures.list(), named)
          const found = await client.figures.get({ id })
          context.output.answer(found, formatFigure(found))
          return 0
        }),
      ),
    )
  withOutputOptions(withCommonOptions(figure.command('draw <figure>')))
    .description('draw a saved figure anew from its runs')
    .action((named: string, options: OutputOptions) =>
      perform(options, (context) =>
        withSession(context, 'look', async (client) => {
          const { id, name } = findFigure(await client.figures.list(), named)
          await drawTo(context, client, { id }, { id, name }, options)
          return 0
        }),
      ),
    )
  addMake(figure)
  addChanges(figure)
}

function addChanges(figure: Command): void {
  withCommonOptions(figure.command('rename <figure> <name>'))
    .description('give a saved figure another name')
    .action((named: string, name: string, options: CommonOptions) =>
      perform(options, (context) =>
        withSession(context, 'look', async (client) => {
          const { id } = findFigure(await client.figures.list(), named)
          const renamed = await client.figures.rename({ id, name })
          context.output.answer(renamed, `${id} is called "${renamed.name}" now.`)
          return 0
        }),
      ),
    )
  withCommonOptions(figure.command('remove <figure>'))
    .description('forget a saved figure; its runs stay')
    .action((named: string, options: CommonOptions) =>
      perform(options, (context) =>
        withSession(context, 'look', async (client) => {
          const { id, name } = findFigure(await client.figures.list(), named)
          await client.figures.remove({ id })
          context.output.answer({ id }, `Removed "${name}" (${id}).`)
          return 0
        }),
      ),
    )
}
