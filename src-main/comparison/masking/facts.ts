import type { Classes } from '../per-image.ts'

/** What an attack knows of the network: its gradients, or only its answers. */
export type Access = 'white-box' | 'black-box'

/** What one attack did, image by image, from the first image of the subset on. */
export interface AttackFacts {
  readonly name: string
  readonly access: Access
  /** Norm and radius as one word: only attacks inside the same ball are set against each other. */
  readonly ball: string
  /** Gradient steps; a white-box attack of few is no yardstick. */
  readonly steps: number
  readonly prediction: Classes
}

/** One gradient attack watched on its way; losses are of the true label, per image. */
export interface ClimbFacts {
  readonly name: string
  readonly cleanLoss: ArrayLike<number>
  /** After half of its steps. */
  readonly halfwayLoss: ArrayLike<number>
  readonly loss: ArrayLike<number>
  readonly prediction: Classes
}

/** What was asked of the network itself, on the first n images of the subset. */
export interface ExaminedFacts {
  /** What the network puts out, `[n, class]`. */
  readonly logits: ArrayLike<number>
  /** Largest |∂ loss / ∂ pixel| of each clean image, `[n]`. */
  readonly gradient: ArrayLike<number>
  /** PGD at a radius at which any image may become any other. */
  readonly hugeRadius: { readonly name: string; readonly prediction: Classes } | null
  readonly climb: ClimbFacts | null
}

/** All that a masking verdict is drawn from. */
export interface MaskingFacts {
  readonly labels: Classes
  /** Predictions on the clean examples. */
  readonly clean: Classes
  readonly attacks: readonly AttackFacts[]
  /** Null where the protocol asked for no examination. */
  readonly examined: ExaminedFacts | null
}
