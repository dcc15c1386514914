import litA11y from 'eslint-plugin-lit-a11y';
import lit from 'eslint-plugin-lit';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

const elementFiles = ['src/ui/**/*.ts', 'src/elements/**/*.ts', 'demo/**/*.ts'];

export default tseslint.config(
  { ignores: ['dist', 'cdn', 'demo/dist', 'coverage', '**/*.generated.ts'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'zod', message: 'Use zod/mini: full zod is three times the bytes and probes eval under CSP.' },
          ],
        },
      ],
      eqeqeq: 'error',
    },
  },
  { files: elementFiles, ...lit.configs['flat/recommended'] },
  { files: elementFiles, ...wc.configs['flat/recommended'] },
  { files: elementFiles, plugins: { 'lit-a11y': litA11y }, rules: { ...litA11y.configs.recommended.rules } },
  // node:test collects what `test`, `it` and `describe` return; a promise left there is its business.
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['test', 'it', 'describe', 'suite', 'before', 'after'] },
          ],
        },
      ],
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    // The compiler, which finds a name that is declared twice, does not read these.
    rules: { ...tseslint.configs.disableTypeChecked.rules, 'no-redeclare': 'error' },
    languageOptions: tseslint.configs.disableTypeChecked.languageOptions,
  },
);
