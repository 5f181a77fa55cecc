// What each meaning of a key does.
import { introduceLate } from './insert.js';
import { callNow } from './introducing.js';

/** @typedef {import('./desk.js').Desk} Desk */

/** @type {Record<string, (desk: Desk, held: boolean) => void>} */
const ACTIONS = {
  next: (desk, held) => desk.step('next', held),
  back: (desk, held) => desk.step('back', held),
  undo: (desk, held) => desk.step('undo', held),
  help: (desk) => void (desk.helping.value = true),
  look_back: (desk) => void desk.look.from('before', here(desk)),
  look_on: (desk) => void desk.look.from('after', here(desk)),
  look_away: (desk) => desk.look.away(),
  timetable: (desk) => void (desk.saving.value = true),
  late_vip: (desk, held) => held || introduceFirst(desk),
  pause: (desk, held) => held || desk.act(isPaused(desk) ? 'resume' : 'pause', {}, '#pause'),
  media_arm: (desk, held) => held || onMedia(desk, 'arm_media'),
  media_play: (desk, held) => held || onMedia(desk, 'play_media'),
  media_third: (desk, held) => held || onMedia(desk, kind(desk) === 'video' ? 'pause_media' : 'a_cappella'),
};
const PLAIN = /** @type {Record<string, string>} */ ({
  standby: 'show_standby', blackout: 'blackout', hold: 'hold', release: 'release', stop_sound: 'stop_all_sound',
});

/** Do what a key means; a held key does nothing but what may be held. */
export function doKey(/** @type {Desk} */ desk, /** @type {string} */ meaning, /** @type {boolean} */ held) {
  const plain = PLAIN[meaning];
  if (plain) return held ? undefined : desk.act(plain);
  ACTIONS[meaning]?.(desk, held);
}

/** Looking begins where the walk stands. */
const here = (/** @type {Desk} */ { seen }) => seen?.item && { item: seen.item.id, step: seen.step?.id };

const kind = (/** @type {Desk} */ desk) => desk.seen?.item?.kind;

const isPaused = (/** @type {Desk} */ desk) => Boolean(desk.seen?.item?.paused_at);

/** The number keys belong to the anthem and the film; elsewhere they mean nothing. */
function onMedia(/** @type {Desk} */ desk, /** @type {string} */ command) {
  if (kind(desk) === 'flag_ceremony' || kind(desk) === 'video') desk.act(command);
}

function introduceFirst(/** @type {Desk} */ desk) {
  const { late_vips: late = [], introductions } = desk.seen ?? {};
  const missed = introductions?.cards.find((/** @type {any} */ { turn, present }) => turn === 'missed' && present > 0);
  if (late[0]) introduceLate(desk, late[0]);
  else if (missed) callNow(desk, missed.card);
}
