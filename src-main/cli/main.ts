#!/usr/bin/env node
import { handOver } from './hand-over.ts'

/** The newest Node that everything runs on; an older one only starts it (see hand-over.ts). */
const needed = 24

if (Number.parseInt(process.versions.node, 10) < needed) handOver()
else await import('./program.ts').then(({ main }) => main(process.argv))
