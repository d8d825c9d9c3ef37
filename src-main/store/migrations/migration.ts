import type { Connection } from '../database.ts'

/** One step of the schema's history: append a new file, never edit an old one. */
export interface Migration {
  /** The database's `user_version` after it; 1, 2, 3 … without a gap. */
  readonly version: number
  readonly name: string
  readonly sql: string
  /** What SQL cannot say, in the same transaction. */
  readonly fill?: (connection: Connection) => void
}
