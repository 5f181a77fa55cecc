// A screen in small: the very scene functions the walls use, drawn in a box of the console.
import { html } from 'htm/preact';
import { useMemo } from 'preact/hooks';
import { over } from '../scenes/over.js';
import { Miniature as Picture } from '../scenes/miniature.js';
import { t } from '../shared/text.js';

/**
 * The picture of `screen`, with all that lies over it (or that `message`); without one, a scene as it would be by itself.
 * @param {{desk: import('./desk.js').Desk, scene: any, role?: string, screen?: any, message?: {text: string}, label: string,
 *   class?: string}} props
 */
export function Miniature({ desk, scene, role = 'hall', screen = null, message, label, class: look = '' }) {
  const view = message ? { ...desk.seen, messages: { [role]: message } } : (desk.seen ?? {});
  const lies = screen && over(above(view, screen, scene), desk.now.value);
  const now = ticks(role, scene) ? desk.now.value : desk.now.peek();
  const shown = scene && { ...view, ...above(view, screen, scene), scene, programme: view.items };
  const drawn = useMemo( // drawn again only when its own picture changes, not with every view
    () => shown && html`<${Picture} role=${role} scene=${scene} view=${shown} now=${now} />`,
    [role, screen?.mode, JSON.stringify([scene, lies, shown?.note]), ...follows(role, view), ticks(role, scene) && now],
  );
  return html`<div class=${`miniature ${look}`} role="img" aria-label=${label} data-scene=${scene?.code ?? ''}>
    ${drawn ?? html`<p class="miniature__none">${t('console.now.no_picture')}</p>`}
  </div>`;
}

/** What a screen's own view says beside the scene; a picture that is only looked at has nothing over it. */
function above(/** @type {any} */ { messages = {}, rehearsal }, /** @type {any} */ screen, /** @type {any} */ scene) {
  const posted = screen && (messages[screen.role] ?? null);
  const own = screen?.role === 'stage' ? { note: posted, message: null } : { message: posted };
  return { scene, screen, rehearsal: screen && rehearsal, ...own };
}

/** Pictures with a clock on them. */
const ticks = (/** @type {string} */ role, /** @type {any} */ scene) => role === 'stage' || Boolean(scene?.until);

/** What the lobby's and the stage's pictures show beside the scene. */
const follows = (/** @type {string} */ role, /** @type {any} */ { agenda_version: agenda }) =>
  (role === 'hall' ? [] : [agenda]);
