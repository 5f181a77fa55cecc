// What the desk can do for a person: each action is a command, the fields it asks for, and when.
import { t } from '../../display/shared/text.js';

const METHODS = ['forgotten', 'assisted', 'escort', 'unreadable', 'paper_list'];
const SALUTATIONS = ['comrade', 'mr', 'ms'];

/**
 * @typedef {import('./search.js').Person} Person
 * @typedef {Record<string, any>} View
 * @typedef {{value: string, label: string}} Option
 * @typedef {object} Field
 * @property {string} name
 * @property {'text' | 'number' | 'time' | 'select'} kind
 * @property {boolean} [required]
 * @property {boolean} [narrow] two of these stand side by side
 * @property {(person: Person | null, view: View) => string} [value] what stands in it at first
 * @property {(view: View) => Option[]} [options]
 * @typedef {object} Action
 * @property {string} command
 * @property {Field[]} fields
 * @property {(person: Person) => boolean} offered
 * @property {string} [name] what the action goes by, where two are the same command
 * @property {object} [fixed] arguments nobody is asked for
 * @property {boolean} [changesOnly] only fields that were changed are sent
 * @property {string[]} [overrides] the refusals that a further button may override
 */

/** The refusal that needs no approver to go on: the desk alone sees who stands before it. */
export const NAMESAKE = 'same_name';

/** What an action goes by on the page. */
export const nameOf = (/** @type {Action} */ { command, name = command }) => name;

const options = (/** @type {string} */ group, /** @type {string[]} */ values) =>
  values.map((value) => ({ value, label: t(`reception.${group}.${value}`) }));
const salutations = () =>
  SALUTATIONS.map((each) => t(`reception.salutation.${each}`, {}, 'vi'))
    .map((label) => ({ value: label, label }));
const unitId = (/** @type {Person | null} */ person, /** @type {View} */ view) =>
  view['units'].find((/** @type {any} */ { id, name }) => [id, name].includes(person?.['unit']))?.id ?? '';
const named = (/** @type {any[]} */ list, /** @type {string} */ label) =>
  list.map((each) => ({ value: each.id, label: each[label] }));

/** @returns {Field} */
const text = (/** @type {string} */ name, /** @type {Partial<Field>} */ more = {}) =>
  ({ name, kind: 'text', ...more });
/** @returns {Field} */
const reason = (/** @type {() => string} */ first = () => '') =>
  text('reason', { required: true, value: first });
/** @returns {Field} */
const salutation = (/** @type {Field['value']} */ value = () => salutations()[0]?.value ?? '') =>
  ({ name: 'salutation', kind: 'select', narrow: true, options: salutations, value });
/** @returns {Field} */
const unit = (/** @type {Partial<Field>} */ more = {}) =>
  ({ name: 'unit', kind: 'select', options: (view) => named(view['units'], 'name'), ...more });

// Of somebody whose place another has taken, or who was taken off, no badge is good, and none is made.
const hasBadge = (/** @type {Person} */ person) => !person['substituted_by'] && !person['withdrawn'];

/** Whether the desk may check the person in. */
export const isAwaited = (/** @type {Person} */ person) => !person.present && hasBadge(person);

// Whether the last move was out: a check-in undone is no exit to be taken back.
const MOVES = new Set(['checked_in', 'returned', 'left', 'undone', 'not_left']);
const hasJustLeft = (/** @type {Person} */ person) => isAwaited(person) && Boolean(person['first_at'])
  && person['history'].findLast((/** @type {any} */ { what }) => MOVES.has(what))?.what === 'left';

/** @type {Action[]} */
export const ACTIONS = [
  {
    command: 'check_in_by_hand',
    offered: isAwaited,
    fields: [
      {
        name: 'method',
        kind: 'select',
        options: () => options('method', METHODS),
        value: () => METHODS[0] ?? '',
      },
      reason(() => t('reception.method.forgotten')),
      { name: 'came_at', kind: 'time' },
    ],
  },
  {
    command: 'hand_documents',
    offered: (person) => person.present && !person['documents'],
    fields: [],
  },
  {
    command: 'hand_documents',
    name: 'documents_back',
    fixed: { handed: false },
    offered: (person) => Boolean(person['documents']),
    fields: [],
  },
  { command: 'check_out', offered: (person) => person.present, fields: [text('reason')] },
  { command: 'undo_check_in', offered: (person) => person.present, fields: [reason()] },
  { command: 'undo_check_out', offered: hasJustLeft, fields: [reason()] },
  {
    command: 'expect_person',
    offered: (person) => Boolean(person['vip']) && isAwaited(person),
    fields: [{ name: 'minutes', kind: 'number', required: true, value: () => '5' }],
  },
  {
    command: 'expect_person',
    name: 'expect_no_more',
    offered: (person) => Boolean(person['expected_at']) && !person.present,
    fields: [],
  },
  {
    command: 'substitute',
    offered: isAwaited,
    fields: [
      text('full_name', { required: true }),
      salutation(),
      text('approved_by', { required: true, narrow: true }),
      text('position'),
      reason(),
    ],
  },
  {
    command: 'undo_substitution',
    offered: (person) => Boolean(person['substituted_by']) && !person['substitution_undone'],
    fields: [reason()],
  },
  {
    command: 'issue_badge',
    offered: hasBadge,
    fields: [reason(() => t('reception.reason.lost'))],
  },
  { command: 'revoke_badge', offered: (person) => hasBadge(person) && person['badge']?.state === 'valid', fields: [reason()] },
  {
    command: 'ask_to_desk',
    offered: (person) => isAwaited(person) && !person['wanted'],
    fields: [reason()],
  },
  { command: 'let_pass', offered: (person) => Boolean(person['wanted']), fields: [] },
  {
    command: 'withdraw_registration',
    offered: (person) => isAwaited(person) && Boolean(person['registered_late']) && !person['first_at'],
    fields: [reason()],
  },
  {
    command: 'correct_person',
    offered: () => true,
    changesOnly: true,
    fields: [
      text('full_name', { required: true, value: (person) => person?.name ?? '' }),
      salutation((person) => person?.['salutation'] ?? ''),
      text('hall_seat', { narrow: true, value: (person) => person?.['seat'] ?? '' }),
      text('position', { value: (person) => person?.['position'] ?? '' }),
      unit({ value: unitId }),
    ],
  },
];

/**
 * Putting somebody on the roster who was not expected.
 * @type {Action}
 */
export const REGISTER = {
  command: 'register',
  offered: () => true,
  overrides: ['quota_full', 'class_full', 'unit_full', 'approver_missing', NAMESAKE],
  fields: [
    text('full_name', { required: true }),
    salutation(),
    text('hall_seat', { narrow: true }),
    {
      name: 'delegate_class',
      kind: 'select',
      required: true,
      options: (view) => named(view['classes'], 'word'),
    },
    unit({ required: true }),
    text('position'),
    reason(() => t('reception.reason.walk_in')),
    text('approved_by'),
  ],
};
