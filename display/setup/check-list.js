// The checks as a list: a drawing, a word and a sentence each, and what to do where something is missing.
import { html } from 'htm/preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../shared/text.js';
import { attempt, CHECKS, found, isTriable } from './checks.js';
import { Icon } from './icons.js';
import { preview } from './state.js';

export const CheckList = () => html`
  <section class="checks" aria-labelledby="checks-title">
    <h2 id="checks-title">${t('setup.check.title')}</h2>
    <ul>${CHECKS.map((name) => html`<${Check} key=${name} name=${name} />`)}</ul>
  </section>`;

const Check = (/** @type {{name: string}} */ { name }) => {
  const { state, said, values, how } = found(name);
  const word = (/** @type {string} */ key) => t(`setup.check.${name}.${key}`, values?.());
  return html`
    <li class="check" data-check=${name} data-state=${state} data-said=${said}>
      <${Icon} state=${state} />
      <div class="words">
        <h3>${word('label')} <span class="state">${t(`setup.state.${state}`)}</span></h3>
        ${said && html`<p>${word(said)}</p>`}
        ${how && html`<p class="how">${word(`${said}_how`)}</p>`}
        ${name === 'camera' && preview.value && html`<${Preview} stream=${preview.value} />`}
        ${isTriable(name) && html`
          <button type="button" onClick=${() => attempt(name)}>${word('try')}</button>`}
      </div>
    </li>`;
};

const Preview = (/** @type {{stream: MediaStream}} */ { stream }) => {
  const video = useRef(/** @type {HTMLVideoElement | null} */ (null));
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  return html`<video ref=${video} autoplay muted playsinline></video>`;
};
