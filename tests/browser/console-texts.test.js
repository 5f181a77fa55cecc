// Every text the console and the prompter ask for stands in the catalogue, and none stands there for nothing.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const CODE = new URL('../../display/', import.meta.url);
const CATALOGUE = new URL('../../server/texts/console.toml', import.meta.url);
const ASKED = /['"`](console\.[\w.]*(?:\$\{[^}]*\}[\w.]*)*)['"`]/g;

const modules = ['console.js', 'mc.js', ...readdirSync(new URL('console/', CODE), { recursive: true })
  .filter((name) => name.endsWith('.js')).map((name) => `console/${name}`)];

const asked = new Set(modules.flatMap((name) =>
  [...readFileSync(new URL(name, CODE), 'utf8').matchAll(ASKED)].map(([, key]) => key)));

/** The keys of the catalogue, in order. */
function written() {
  const keys = [];
  let table = 'console';
  for (const line of readFileSync(CATALOGUE, 'utf8').split('\n')) {
    if (line.startsWith('[')) table = `console.${line.slice(1, line.indexOf(']'))}`;
    const [, key] = /^(\w+) = \{ vi = "[^"]+", en = "[^"]+" \}$/.exec(line) ?? [];
    if (key) keys.push(`${table}.${key}`);
  }
  return keys;
}

const pattern = (key) => new RegExp(`^${key.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '\\w+')}$`);

test('every text that is asked for is written', () => {
  const keys = written();

  const missing = [...asked].filter((key) => !key.endsWith('.') && !keys.some((one) => pattern(key).test(one)));

  assert.deepEqual([], missing);
});

test('every text that is written is asked for', () => {
  const patterns = [...asked].map(pattern);

  assert.deepEqual([], written().filter((key) => !patterns.some((one) => one.test(key))));
});
