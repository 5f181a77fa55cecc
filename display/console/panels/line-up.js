// During the break before the awards: the first batch to line up, and which guests of honour are in the house.
import { html } from 'htm/preact';
import { Arrivals } from './arrivals.js';
import { Precall } from './precall.js';

/** @param {{desk: import('../desk.js').Desk}} props */
export const LineUp = ({ desk }) => html`<div class="panel" id="line-up"><${Precall} precall=${desk.seen.precall} /></div>
  ${desk.seen.attendance.vips?.length > 0 && html`<${Arrivals} desk=${desk} />`}`;
