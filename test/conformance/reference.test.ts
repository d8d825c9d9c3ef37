import { describe } from 'vitest'
import { createReferenceCompiler } from '#engine'
import { describeSlopes } from './slopes.ts'

describe('conformance of reference', () => describeSlopes(createReferenceCompiler, true))
