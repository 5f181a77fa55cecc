// The panel that belongs to what is on now: chosen by the item's kind, or by what the next step needs.
import { html } from 'htm/preact';
import { Arrivals } from './arrivals.js';
import { Award } from './award.js';
import { Ceremony } from './ceremony.js';
import { Film } from './film.js';
import { Introductions } from './introductions.js';
import { LineUp } from './line-up.js';
import { Presidium } from './presidium.js';
import { Speeches } from './speeches.js';
import { Vote } from './vote.js';

/** @type {[(view: any) => any, any][]} */
const PANELS = [
  [({ item }) => item?.kind === 'flag_ceremony', Ceremony],
  [({ item }) => item?.kind === 'video', Film],
  [({ vote }) => vote, Vote],
  [({ award }) => award, Award],
  [({ item, speeches }) => item?.kind === 'speech_series' && speeches, Speeches],
  [({ item, introductions }) => item?.kind === 'introduction' && introductions, Introductions],
  [({ item, presidium }) => item?.kind === 'presidium' && presidium, Presidium],
  [({ phase, precall }) => phase === 'recess' && precall, LineUp],
  [({ item, phase, attendance }) => (!item || phase === 'recess') && attendance.vips?.length, Arrivals],
];

/** @param {{desk: import('../desk.js').Desk}} props */
export function Panel({ desk }) {
  const view = desk.seen;
  const [, Chosen] = (view.phase !== 'closed' && PANELS.find(([fits]) => fits(view))) || [];
  return Chosen && html`<${Chosen} desk=${desk} />`;
}
