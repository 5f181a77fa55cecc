// The catalogue for tests in Node: the Vietnamese of this room's file, read from the repository.
import { readFileSync } from 'node:fs';
import { useTexts } from '../../display/shared/text.js';

const SECTION = /^\[(\w+)\]$/;
const LEAF = /^(\w+) = \{ vi = "(.*?)", en = "(.*?)" \}$/;

let section = '';
const table = { vi: {}, en: {} };
for (const line of readFileSync(new URL('../../server/texts/scenes.toml', import.meta.url), 'utf8').split(
  '\n',
)) {
  section = SECTION.exec(line)?.[1] ?? section;
  const [, key, vi, en] = LEAF.exec(line) ?? [];
  if (key) [table.vi[`scenes.${section}.${key}`], table.en[`scenes.${section}.${key}`]] = [vi, en];
}
useTexts('vi', table.vi);
useTexts('en', table.en);
