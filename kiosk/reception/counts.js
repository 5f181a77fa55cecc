// How many are here: in all, guests, official delegates.
import { html } from 'htm/preact';
import { t } from '../../display/shared/text.js';

/** The numbers on top of the right column. */
export const Counts = (/** @type {{view: Record<string, any>}} */ { view }) => {
  const { present, expected, guests, guests_expected, officials, officials_expected } = view['attendance'];
  const { documents } = view;
  return html`
    <section class="counts">
      <${Figure} name="title" present=${present} expected=${expected} />
      <${Figure} name="guests" present=${guests} expected=${guests_expected} />
      <${Figure} name="officials" present=${officials} expected=${officials_expected} />
      ${documents > 0 && html`<p class="counts__documents" id="documents">${t('reception.counts.documents', { n: documents })}</p>`}
    </section>`;
};

const Figure = (/** @type {{name: string, present: number, expected: number}} */ { name, present, expected }) => html`
  <p class="figure" data-figure=${name}>
    <span>${t(`reception.counts.${name}`)}</span>
    <b>${present}</b><i>/${expected}</i>
  </p>`;

/** One line of a list of counts, with its bar. */
export const Tally = (/** @type {{line: any}} */ { line: { name, present, expected } }) => html`
  <li class="tally" style=${{ '--part': String(expected ? present / expected : 0) }}>
    <span>${name}</span><b>${t('reception.counts.of', { present, expected })}</b>
  </li>`;
