import type { Engine, EngineDescription } from '#trainer'
import type { Compiler } from '../compiler.ts'
import { openEvaluation } from './evaluation-session.ts'
import { openTraining } from './training-session.ts'

/** The trainer's engine over a compiler: sessions compile what they need when they need it. */
export function createEngine(compiler: Compiler, description: EngineDescription): Engine {
  return {
    description,
    openTraining: async (subject, from) => openTraining(compiler, subject, from),
    openEvaluation: async (subject, weights) => openEvaluation(compiler, subject, weights),
  }
}
