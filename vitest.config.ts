import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { defineConfig } from 'vitest/config'

const namedCharacters = fileURLToPath(
  new URL('node_modules/decode-named-character-reference/index.js', import.meta.url),
)
// For a machine that others use too: what hangs is found later, what is slow is not called wrong.
const limits = {
  ...{ testTimeout: 300_000, hookTimeout: 300_000 },
  // Hundreds of hosts, workers and commands are started from source: half of what each takes is
  // compiling, which Node does once for all of them.
  env: {
    NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/compile', import.meta.url)),
  },
}
// Small tests that leave nothing behind share a process and its modules: half the time is loading.
const quick = { ...limits, isolate: false }

export default defineConfig({
  test: {
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
          ...limits,
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          environment: 'node',
          fileParallelism: false,
        },
      },
      {
        test: {
          ...limits,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          environment: 'node',
          fileParallelism: false,
        },
      },
    ],
  },
})
