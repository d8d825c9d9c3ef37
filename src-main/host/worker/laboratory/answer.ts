import type { Question } from '../../laboratory/messages.ts'
import { browse } from './browse.ts'
import { curve } from './curve.ts'
import { heatmap } from './heatmap.ts'
import { look } from './look.ts'
import type { Manner } from './manner.ts'
import { preview } from './preview.ts'
import type { Shelf } from './shelf.ts'
import { turn } from './turn.ts'

/** The answer to a question, of whichever kind it is. */
export function answer(question: Question, shelf: Shelf, manner: Manner): Promise<unknown> {
  const { kind, source } = question
  return shelf.use(source, (subject): Promise<unknown> => {
    switch (kind) {
      case 'preview':
        return preview(question.request, subject, shelf, manner)
      case 'browse':
        return browse(question.request, subject, manner)
      case 'look':
        return look(question.request, subject, manner)
      case 'turn':
        return turn(question.request, subject, manner)
      case 'heatmap':
        return heatmap(question.request, subject, manner)
      case 'curve':
        return curve(question.request, subject, manner)
    }
  })
}
