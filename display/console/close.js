// Closing the conference: asked twice, for the minutes are locked by it.
import { t } from '../shared/text.js';
import { reasonField } from './field.js';

/** Ask, and ask again; items left undone need a reason. */
export function askClose(/** @type {import('./desk.js').Desk} */ desk) {
  const yes = t('console.ask.close_yes');
  const no = t('console.ask.close_no');
  const lifted = desk.lifted('close');
  const last = () => desk.ask({
    title: t('console.ask.close_again'), yes, no,
    ...(lifted && { body: lifted, fields: [reasonField(true)] }),
    run: (given) => desk.give('close', { ...given, ...(lifted && { force: true }) }),
  });
  desk.ask({ title: t('console.ask.close', desk.seen.conference), yes, no, run: async () => last() });
}
