import { z } from 'zod'

/** What the attack climbs: the loss of the true label, or of the network's own clean prediction. */
export const climbs = z.enum(['label', 'prediction']).default('label')
