// Devices at the gate: each shows four digits; whoever compares them lets it in, under a name.
import { html } from 'htm/preact';
import { t } from '../shared/text.js';
import { dismiss, letIn, nameFor } from './devices.js';
import { icon } from './icons.js';
import { mirrorField } from './screen-card.js';
import { timeOf } from './words.js';

const DIRECTIONS = ['in', 'out', 'both'];
const ROLES = ['hall', 'stage', 'lobby', 'overlay'];

/** @param {{desk: import('./desk.js').Desk}} props */
export function Waiting({ desk }) {
  const view = desk.seen;
  const waiting = view.waiting ?? [];
  return waiting.length > 0 && html`<ul class="gate" id="gate" aria-label=${t('console.gate.title')}>
    ${waiting.map((/** @type {any} */ device) => html`<li key=${device.code} data-code=${device.code}>
      <strong class="gate__code" aria-label=${t('console.gate.code', device)}>${device.code}</strong>
      <span>${icon(device.kind === 'kiosk' ? 'person' : 'screen')}${t(`console.gate.kind_${device.kind}`)}
        <em class="soft">${t('console.gate.asked', { time: timeOf(view, device.at) })}</em></span>
      <button type="button" class="act act--gold act--small" data-approve=${device.code}
        onClick=${() => askName(desk, device)}>${t('console.gate.approve')}</button>
      <button type="button" class="act act--small" data-dismiss=${device.code}
        onClick=${() => askWhom(desk, device)}>${t('console.gate.dismiss')}</button>
    </li>`)}
  </ul>`;
}

function askName(/** @type {import('./desk.js').Desk} */ desk, /** @type {any} */ device) {
  const isScreen = device.kind === 'screen';
  desk.ask({
    title: t(`console.gate.ask_${device.kind}`, device),
    body: t('console.gate.compare', device),
    fields: [nameField(desk.seen, device),
      ...(isScreen ? [roleField(device.role), mirrorField(desk, { name: '' })] : placeFields())],
    yes: t('console.gate.approve'),
    run: ({ mirror_of: source, ...values }) => hung(desk, letIn({ code: device.code, .../** @type {any} */ (values) }), source),
  });
}

/** Ask whether this device alone is not wanted, or none from where it is. */
function askWhom(/** @type {import('./desk.js').Desk} */ desk, /** @type {any} */ device) {
  desk.ask({
    title: t('console.gate.dismiss_ask', device),
    body: t('console.gate.dismiss_how'),
    fields: [{
      name: 'whom',
      label: t('console.gate.dismiss_whom'),
      type: /** @type {const} */ ('select'),
      value: 'one',
      options: ['one', 'all'].map((value) => ({ value, label: t(`console.gate.dismiss_${value}`, device) })),
    }],
    yes: t('console.gate.dismiss'),
    run: ({ whom }) => dismiss(device.code, whom === 'all'),
  });
}

/** What came of letting a device in; a screen known by that name has the role and picture chosen now. */
async function hung(/** @type {import('./desk.js').Desk} */ desk, /** @type {Promise<any>} */ letting, /** @type {string} */ source) {
  const { name, role, ...answer } = await letting;
  if (answer.code) return answer;
  const known = desk.seen.screens?.find((/** @type {any} */ one) => one.name === name);
  const placed = (source || (role && known && known.role !== role)) && await desk.give('assign_screen', { screen: name, role });
  if (placed?.code || !source) return placed || answer;
  return desk.give('tune_screen', { screen: name, mirror_of: source });
}

const nameField = (/** @type {any} */ view, /** @type {any} */ device) => ({
  name: 'name',
  label: t('console.gate.name'),
  value: nameFor(view, device, t('console.gate.kiosk_word')),
  suggestions: gone(view, device.kind),
  required: true,
});

const roleField = (/** @type {string | null} */ role) => ({
  name: 'role',
  label: t('console.ask.screen_role'),
  type: /** @type {const} */ ('select'),
  value: role ?? 'hall',
  options: ROLES.map((value) => ({ value, label: t(`console.screens.role_${value}`) })),
});

/** Where a kiosk stands and which way it counts: as it is told now, or is to be told. */
export const placeFields = (gate = '', direction = 'in') => [
  {
    name: 'direction',
    label: t('reception.gate.direction'),
    type: /** @type {const} */ ('select'),
    value: direction,
    options: DIRECTIONS.map((value) => ({ value, label: t(`reception.gate.${value}`) })),
  },
  { name: 'gate', label: t('reception.gate.gate'), value: gate },
];

/** The names of those that are not here: a new device may take the place of a broken one. */
const gone = (/** @type {any} */ { screens = [], kiosks = [] }, /** @type {string} */ kind) =>
  (kind === 'screen' ? screens : kiosks).filter((/** @type {any} */ one) => !one.connected)
    .map((/** @type {any} */ one) => one.name);
