import { Argument, type Command } from 'commander'
import { figureJsonSchema } from '#contract'
import { jsonSchemaOf, schemaKinds, type SchemaKind } from '#spec'
import type { CommonOptions } from '../context.ts'
import { perform, withCommonOptions } from '../perform.ts'

export function addSchema(program: Command): void {
  const kind = new Argument('[document]', 'which document')
    .choices([...schemaKinds, 'figure'])
    .default('spec')
  withCommonOptions(program.command('schema').addArgument(kind))
    .description('print the JSON Schema of a document')
    .action((document: SchemaKind | 'figure', options: CommonOptions) =>
      perform(options, async (context) => {
        const schema = document === 'figure' ? figureJsonSchema() : jsonSchemaOf(document)
        context.output.answer(schema, JSON.stringify(schema, null, 2))
        return 0
      }),
    )
}
