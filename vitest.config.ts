import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const namedCharacters = fileURLToPath(
  new URL('node_modules/decode-named-character-reference/index.js', import.meta.url),
)
// For a machine that others use too: what hangs is found later, what is slow is not called wrong.
const limits = {
  ...{ testTimeout: 300_000, hookTimeout: 300_000 },
  expect: { poll: { timeout: 60_000 } },
  // Hundreds of hosts, workers and commands are started from source: half of what each takes is
  // compiling, which Node does once for all of them.
  env: {
    NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/compile', import.meta.url)),
  },
}
// Small tests that leave nothing behind share a process and its modules: half the time is loading.
const quick = { ...limits, isolate: false }
// Real processes, browsers and machines asleep are waited for: another file has the processor then.
const real = { ...limits, maxWorkers: 2, sequence: { groupOrder: 1 } }

/** Begins with what takes long for its size, by which files are ordered otherwise: last, it would run alone. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => /asleep|story/.test(moduleId)
    const ordered = await super.sort(files)
    return [...ordered.filter(isLong), ...ordered.filter((file) => !isLong(file))]
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongFirst },
    projects: [
      {
        test: {
          ...quick,
          name: 'unit',
          include: ['test/*.test.ts', 'test/main/**/*.test.ts'],
          exclude: ['**/*.process.test.ts'],
          environment: 'node',
        },
      },
      {
        test: {
          ...limits,
          name: 'processes',
          include: ['test/main/**/*.process.test.ts'],
          environment: 'node',
        },
      },
      {
        plugins: [svelte({ configFile: false }), svelteTesting()],
        // Its form for pages needs a document, which tests without a page do not have.
        resolve: { alias: { 'decode-named-character-reference': namedCharacters } },
        test: {
          ...quick,
          server: { deps: { inline: [/mdast-util|micromark|decode-named/] } },
          name: 'renderer',
          include: ['test/renderer/**/*.test.ts'],
          environment: 'jsdom',
        },
      },
      {
        test: {
          ...limits,
          name: 'conformance',
          include: ['test/conformance/**/*.test.ts'],
          environment: 'node',
        },
      },
      {
        test: {
          ...real,
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          environment: 'node',
        },
      },
      {
        test: {
          ...real,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          environment: 'node',
        },
      },
    ],
  },
})
