/** The sentence of a refusal, exactly as the host said it. */
export function sentenceOf(refusal: unknown): string {
  if (refusal instanceof Error && refusal.message !== '') return refusal.message
  return typeof refusal === 'string' ? refusal : 'The host gave no reason.'
}
