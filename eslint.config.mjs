import { defineConfig } from 'eslint/config';
// @ts-expect-error -- the plugin declares no types
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** @type {object} */
const a11y = jsxA11y.flatConfigs.strict;

/** Wrong everywhere. */
const SYNTAX = [
  { selector: 'ExportDefaultDeclaration', message: 'Export by name: one name for one thing everywhere.' },
  { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
  { selector: 'TSModuleDeclaration[global!=true]', message: 'Use modules.' },
];

/** `shared/` is a function of its arguments: the time and every random number are passed in. */
const AMBIENT_SYNTAX = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Pass the time in.' },
  { selector: "CallExpression[callee.name='Date']", message: 'Pass the time in.' },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Pass the time in.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Pass the random number in.',
  },
  {
    selector:
      "CallExpression[callee.object.name='DateTime'][callee.property.name=/^(now|local|utc)$/][arguments.length=0]",
    message: 'Pass the time in.',
  },
];
const AMBIENT_GLOBALS = [
  'window',
  'document',
  'navigator',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'fetch',
  'crypto',
  'performance',
  'process',
  'Buffer',
  'require',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'requestAnimationFrame',
  'console',
].map((name) => ({ name, message: 'shared/ knows no browser, no Node, no clock and no chance: pass it in.' }));

const NODE_GLOBALS = ['process', 'Buffer', 'require', 'module', '__dirname', '__filename'].map((name) => ({
  name,
  message: 'A renderer has no Node: ask the main process through shared/ipc.',
}));

/**
 * @param {readonly { group: string[], message: string }[]} patterns
 * @param {readonly { name: string, message: string }[]} [paths]
 * @returns {['error', { patterns: readonly object[], paths: readonly object[] }]}
 */
const forbidden = (patterns, paths = []) => ['error', { patterns, paths }];
const NO_NODE = { group: ['node:*', 'electron', 'electron/*'], message: 'Only electron/ and test/ run under Node.' };
const NO_FULL_ZOD = { name: 'zod', message: 'Use zod/mini: zod probes eval, which the policy forbids.' };
const NO_SCREEN = {
  group: ['react', 'react-*', 'rxdb', 'rxdb/*', 'dexie', 'rxjs'],
  message: 'Only renderer/ has screens and a database.',
};
const NO_DEV_MODE = { group: ['rxdb/plugins/dev-mode'], message: 'It loads a frame from the internet: tests only.' };

export default defineConfig(
  { ignores: ['node_modules/**', 'out/**', 'release/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...SYNTAX],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      // tsconfig's noPropertyAccessFromIndexSignature asks for the brackets that this rule takes away.
      '@typescript-eslint/dot-notation': 'off',
      // Both are right: an interface for what is implemented, a type for what is composed.
      '@typescript-eslint/consistent-type-definitions': 'off',
    },
  },
  // Markup is long without being hard.
  {
    files: ['**/*.tsx'],
    rules: { 'max-lines-per-function': ['error', { max: 120, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['shared/**'],
    rules: {
      'no-restricted-syntax': ['error', ...SYNTAX, ...AMBIENT_SYNTAX],
      'no-restricted-globals': ['error', ...AMBIENT_GLOBALS],
      'no-restricted-imports': forbidden([NO_NODE, NO_SCREEN], [NO_FULL_ZOD]),
    },
  },
  {
    files: ['renderer/**'],
    extends: [a11y, reactHooks.configs.flat['recommended-latest']],
    rules: {
      // A component of ours that takes the focus does so for a reason that it states.
      'jsx-a11y/no-autofocus': ['error', { ignoreNonDOM: true }],
      'no-restricted-globals': ['error', ...NODE_GLOBALS],
      'no-restricted-imports': forbidden([NO_NODE, NO_DEV_MODE], [NO_FULL_ZOD]),
    },
  },
  { files: ['electron/**'], rules: { 'no-restricted-imports': forbidden([NO_SCREEN]) } },
  {
    files: ['test/**'],
    rules: {
      // A describe block is a function too.
      'max-lines-per-function': 'off',
      // A test says what it knows about its own fixtures.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    // The bootstrap is plain JavaScript with types in comments; it runs before any package is installed.
    files: ['electron/launch/**', '*.mjs'],
    rules: {
      '@typescript-eslint/restrict-template-expressions': 'off',
      // These do not see a type that a comment casts to. The compiler does.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  { files: ['electron/launch/default-app/**'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  { files: ['*.ts', '*.mjs', '**/*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
