// Lets Node load the pages' modules by the names of their import map:
// node --import ./tests/bare_names.mjs --test FILES
import { readFileSync } from "node:fs"
import { register } from "node:module"
import { isMainThread } from "node:worker_threads"

const vendor = new URL("../.vendor/", import.meta.url)
const { files } = JSON.parse(readFileSync(new URL("manifest.json", vendor), "utf8"))
const urls = new Map()
for (const { name, path } of files) {
  const { href } = new URL(path, vendor)
  urls.set(`/vendor/${path}`, href)
  if (name) urls.set(name, href)
}

export const resolve = (name, context, next) => next(urls.get(name) ?? name, context)

// Node loads this file a second time, on the thread of the hooks.
if (isMainThread) register(import.meta.url)
