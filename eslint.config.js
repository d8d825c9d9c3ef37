import js from '@eslint/js'
import globals from 'globals'
import svelte from 'eslint-plugin-svelte'
import tseslint from 'typescript-eslint'

const clock =
  'Time is an argument below host/: take it as a parameter, so that a run stays a function of its spec and seed.'
const chance =
  'Randomness is an argument: draw from a generator of #random, so that a run stays a function of its spec and seed.'
const deep =
  'Import a folder through its index (#folder): what it does not export is its own business.'

const sender = 'Hear pages through onPage, which looks at who sends.'
const inside = { regex: '^#[a-z]+/', message: deep }

const pure = [
  'random',
  'query',
  'figure',
  'study',
  'report',
  'command',
  'dataset',
  'threat',
  'curriculum',
  'spec',
  'trainer',
  'engine',
  'store',
  'comparison',
  'theory',
  'contract',
]

export default tseslint.config(
  { ignores: ['out/', 'dist/', 'node_modules/', 'resources/', 'test/bench/results/'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './tsconfig.e2e.json', './tsconfig.renderer.json'],
        extraFileExtensions: ['.svelte'],
        parser: tseslint.parser,
      },
    },
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: false }],
      'no-console': 'error',
      'no-constant-condition': ['error', { checkLoops: false }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/require-await': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Named exports only: one spelling of every name.',
        },
      ],
      'no-restricted-imports': ['error', { patterns: [inside] }],
    },
  },
  {
    files: pure.map((folder) => `src-main/${folder}/**/*.ts`),
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: chance },
        { object: 'Date', property: 'now', message: clock },
        { object: 'performance', property: 'now', message: clock },
      ],
    },
  },
  {
    files: ['src-main/app/**'],
    ignores: ['src-main/app/from-pages.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [inside],
          paths: [{ name: 'electron', importNames: ['ipcMain'], message: sender }],
        },
      ],
    },
  },
  {
    files: ['src-renderer/**', 'test/renderer/**'],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['*.config.*', '.ci/**', 'build/**'],
    rules: { 'no-restricted-syntax': 'off', 'no-console': 'off' },
  },
  {
    files: ['src-main/cli/**', 'test/agreement/**', 'test/bench/**', 'test/setup/**'],
    rules: { 'no-console': 'off' },
  },
)
