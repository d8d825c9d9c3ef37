export { catalogue, type ErrorCode, type ExitCode } from './catalogue.ts'
export { asCuspError, CuspError } from './cusp-error.ts'
