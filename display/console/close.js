// Closing the conference: asked twice, for the minutes are locked by it.
import { t } from '../shared/text.js';

/** Ask, and ask again; items left undone need a reason. */
export function askClose(/** @type {import('./desk.js').Desk} */ desk) {
  const yes = t('console.ask.close_yes');
  const no = t('console.ask.close_no');
  const last = () => desk.ask({
    title: t('console.ask.close_again'), yes, no,
    verb: t('console.ask.close_verb'),
    run: (given) => desk.give('close', given),
  });
  desk.ask({ title: t('console.ask.close', desk.seen.conference), yes, no, run: async () => last() });
}
