// Every picture a screen can show: scene code -> function (scene, view, now) to markup, and what each role makes of it.
import { awardBatch, decision, exemplar } from './award.js';
import { backdrop } from './backdrop.js';
import { flag } from './flag.js';
import { launch, response } from './launch.js';
import { lobby } from './lobby.js';
import { overlay } from './overlay.js';
import { introduction, presidium, speaker, speech } from './people.js';
import { film, report } from './report.js';
import { stage } from './stage.js';
import { black, testPattern } from './technical.js';
import { itemTitle, notice, performance, rise, thanks } from './title.js';
import { nominations, voteQuestion, voteResult } from './vote.js';
import { recess, settle, welcome } from './waiting.js';

/** @typedef {import('./parts.js').Scene} Scene */
/** @typedef {import('./parts.js').View} View */
/** @typedef {(scene: Scene, view: View, now: number) => any} Draw */

/** @type {Record<string, Draw>} */
export const SCENES = {
  SC00: backdrop,
  SC01: welcome,
  SC02: settle,
  SC03: performance,
  SC04: rise,
  SC05: flag,
  SC06: itemTitle,
  SC07: introduction,
  SC08: presidium,
  SC09: speaker,
  SC10: report,
  SC11: film,
  SC12: speech,
  SC13: recess,
  SC14: decision,
  SC15: awardBatch,
  SC16: exemplar,
  SC17: launch,
  SC18: response,
  SC19: nominations,
  SC20: voteQuestion,
  SC21: voteResult,
  SC22: thanks,
  SC23: notice,
  SC24: black,
  SC25: testPattern,
};

/** A hall screen: the scene itself; one nobody knows is the backdrop. */
export const hall = (/** @type {Scene} */ scene, /** @type {View} */ view, /** @type {number} */ now) =>
  (SCENES[scene.code] ?? backdrop)(scene, view, now);

/** @type {Record<string, Draw>} */
const ROLES = { hall, lobby, overlay, stage };
const STANDS_BY = new Set(['lobby', 'stage']); // whose pictures are of the whole view, not of the scene

/** What a screen of this role shows while the conference stands at `scene`. */
export const draw = (
  /** @type {string} */ role,
  /** @type {Scene} */ scene,
  /** @type {View} */ view,
  /** @type {number} */ now,
) => (view.screen?.mode === 'standby' && STANDS_BY.has(role) ? backdrop : (ROLES[role] ?? hall))(scene, view, now);
