import { config } from 'zod'

// The page's content security policy forbids eval; zod's compiled parsers would try it and be
// reported. Imported before every schema.
config({ jitless: true })
