import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  { ignores: ['dist/', '**/node_modules/', 'test/editor/workbench/.cache/'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.mts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      // A `default` says what holds for the rest of many kinds; without one every kind is named.
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // A short callback reads best in one line.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      'no-console': 'error',
    },
  },
  {
    // Core runs anywhere: time, chance, network and process reach it through ports only.
    files: ['server-lambda/core/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...[
          'process',
          'Buffer',
          'global',
          'require',
          '__dirname',
          '__filename',
          'fetch',
          'self',
          'setTimeout',
          'setInterval',
          'setImmediate',
          'console',
          'postMessage',
          'document',
          'window',
        ].map((name) => ({
          name,
          message: 'core is pure: ask for it through a port.',
        })),
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'core asks the Clock port for the time.',
        },
        {
          selector: "MemberExpression[object.name='Date'][property.name='now']",
          message: 'core asks the Clock port for the time.',
        },
        { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'core is deterministic.' },
      ],
    },
  },
  {
    // What every page loads before it shows anything: of the schema library just what the page uses.
    files: ['extension/webviews/**/*.ts', 'extension/protocol/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'zod', message: 'a page carries zod/mini, a tenth of it.' }] },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // Test titles and fixtures read better with plain assertions on parsed JSON.
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-console': 'off',
    },
  },
  {
    files: ['**/*.mts'],
    rules: { 'no-restricted-exports': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.mts', '**/*.js', '**/*.cjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        require: 'readonly',
        module: 'writable',
        __dirname: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        performance: 'readonly',
        Buffer: 'readonly',
      },
    },
  },
);
