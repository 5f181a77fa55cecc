// A screen in small: the very scene functions the walls use, drawn in a box of the console.
import { html } from 'htm/preact';
import { useMemo } from 'preact/hooks';
import { Miniature as Picture } from '../scenes/miniature.js';
import { t } from '../shared/text.js';

/** @param {{desk: import('./desk.js').Desk, scene: any, role?: string, label: string, class?: string}} props */
export function Miniature({ desk, scene, role = 'hall', label, class: look = '' }) {
  const view = desk.seen ?? {};
  const now = ticks(role, scene) ? desk.now.value : desk.now.peek();
  const shown = scene && { ...view, scene, programme: view.items };
  const drawn = useMemo( // drawn again only when its own picture changes, not with every view
    () => shown && html`<${Picture} role=${role} scene=${scene} view=${shown} now=${now} />`,
    [role, JSON.stringify(scene), ...follows(role, view), ticks(role, scene) && now],
  );
  return html`<div class=${`miniature ${look}`} role="img" aria-label=${label} data-scene=${scene?.code ?? ''}>
    ${drawn ?? html`<p class="miniature__none">${t('console.now.no_picture')}</p>`}
  </div>`;
}

/** Pictures with a clock on them. */
const ticks = (/** @type {string} */ role, /** @type {any} */ scene) => role === 'stage' || Boolean(scene?.until);

/** What the lobby's and the stage's pictures show beside the scene. */
const follows = (/** @type {string} */ role, /** @type {any} */ { agenda_version: agenda, note }) =>
  (role === 'hall' ? [] : [agenda, note?.text]);
