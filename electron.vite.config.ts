import { existsSync } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'
import { build, type Plugin } from 'vite'

const at = (path: string) => resolve(import.meta.dirname, path)

/**
 * The Electron main process is CommonJS: the one form that every Electron runs, the one a test has
 * at hand included. electron-vite builds one format for a whole section, hence a build of its own.
 */
function shell(): Plugin {
  return {
    name: 'cusp:shell',
    apply: 'build',
    async closeBundle() {
      await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        build: {
          ssr: true,
          target: 'node18',
          outDir: at('out/main'),
          emptyOutDir: false,
          rolldownOptions: {
            input: { index: at('src-main/app/main.ts') },
            external: ['electron'],
            output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
          },
        },
      })
    },
  }
}

/** `npx cusp` runs out/main/cli.js as a program: it needs the first line and the executable bit. */
function command(): Plugin {
  return {
    name: 'cusp:command',
    apply: 'build',
    generateBundle(_options, bundle) {
      const cli = bundle['cli.js']
      if (cli?.type !== 'chunk' || cli.code.startsWith('#!')) return
      cli.code = `#!/usr/bin/env node\n${cli.code}`
    },
    async writeBundle() {
      if (existsSync(at('out/main/cli.js'))) await chmod(at('out/main/cli.js'), 0o755)
    },
  }
}

export default defineConfig({
  main: {
    plugins: [shell(), command()],
    build: {
      rolldownOptions: {
        input: {
          host: at('src-main/host/main.ts'),
          worker: at('src-main/host/worker/main.ts'),
          heartbeat: at('src-main/host/worker/heartbeat.ts'),
          cli: at('src-main/cli/main.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('src-main/app/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src-renderer'),
    plugins: [svelte({ configFile: false })],
    build: { minify: true, rolldownOptions: { input: at('src-renderer/index.html') } },
  },
})
