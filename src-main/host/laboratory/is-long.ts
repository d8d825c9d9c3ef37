import type { Question } from './messages.ts'

/** Whether a question takes seconds: what is asked of many images, under many transforms or radii. */
export function isLong({ kind, request }: Pick<Question, 'kind' | 'request'>): boolean {
  return (
    (kind === 'heatmap' || kind === 'curve') && 'indices' in request && request.indices.length > 1
  )
}
