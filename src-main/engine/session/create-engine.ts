import { CuspError } from '#errors'
import type { Engine, EngineDescription } from '#trainer'
import type { Compiler } from '../compiler.ts'
import { openEvaluation } from './evaluation-session.ts'
import { openImported } from './imported-session.ts'
import { modelOf, type ModelFiles } from './model-of.ts'
import { openTraining } from './training-session.ts'

const noFiles: ModelFiles = {
  async read({ file }) {
    throw new CuspError('model.missing', `${file} cannot be read here.`, { place: file })
  },
}

/**
 * The trainer's engine over a compiler: sessions compile what they need when they need it.
 * @param files of imported models; without them only models of ours can be opened
 */
export function createEngine(
  compiler: Compiler,
  description: EngineDescription,
  files = noFiles,
): Engine {
  return {
    description,
    async openTraining(subject, from) {
      const { model, given } = await modelOf(subject, files)
      if (given) return openImported(model.name, given)
      return openTraining(compiler, model, subject, description.threads, from)
    },
    async openEvaluation(subject, weights) {
      const { model } = await modelOf(subject, files)
      return openEvaluation(compiler, model, subject, weights)
    },
  }
}
