// Lint of the browser code; run from the repository's root with --config tests/eslint.config.js
import { createRequire } from "node:module"

const require = createRequire(new URL("../.setup/tests/package.json", import.meta.url))
const js = require("@eslint/js")
const globals = require("globals")

const PAGES = ["display/**/*.js", "kiosk/**/*.js", "tests/browser/**/*.js"]
const WORKERS = ["**/*worker*.js", "**/sw.js"]

export default [
  { ignores: ["**/.*/", "data/"] },
  js.configs.recommended,
  {
    rules: {
      "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-var": "error",
      "prefer-const": "error",
      eqeqeq: "error",
    },
  },
  { files: PAGES, ignores: WORKERS, languageOptions: { globals: globals.browser } },
  { files: WORKERS, languageOptions: { globals: { ...globals.worker, ...globals.serviceworker } } },
  { files: ["tests/**/*.{js,mjs}"], ignores: PAGES, languageOptions: { globals: globals.node } },
]
