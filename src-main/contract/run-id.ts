import { z } from 'zod'

export const runId = z.string().min(1).max(64)
