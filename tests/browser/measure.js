// What an eye fifteen metres away would notice: letters too small, cut, touching, too faint, or badly broken.

const ASCENT = 1.0; // of Be Vietnam Pro, in ems above the baseline
const NAMES = '.name, .presenter, .remark, .represented';
const BLOCKS = 'p, h1, dt, dd';
const pen = document.createElement('canvas').getContext('2d');

/** Everything measurable about the picture in `box`. */
export function measure(box) {
  const frame = box.getBoundingClientRect();
  const texts = [...box.querySelectorAll(BLOCKS)].filter(isSeen).map((block) => textOf(block, frame));
  return {
    texts,
    strays: [...wordsOf(box)]
      .filter(({ parent }) => !parent.closest(BLOCKS) && !parent.closest('.place, .letter'))
      .map(({ word }) => word),
    collisions: collisions(texts),
    spills: [...box.querySelectorAll('.fit')]
      .filter((fit) => fit.checkVisibility({ visibilityProperty: true }) && spills(fit))
      .map((fit) => fit.textContent.trim().slice(0, 60)),
  };
}

const isSeen = (element) =>
  element.checkVisibility({ visibilityProperty: true }) && element.textContent.trim() !== '';

function textOf(block, frame) {
  const words = [...wordsOf(block)];
  const lines = linesOf(words);
  return {
    text: block.textContent.trim(),
    size: Math.min(...words.map(({ size }) => size)) / frame.height,
    isName: block.matches(NAMES) || block.querySelector(NAMES) !== null,
    nameSize:
      Math.min(...words.filter(({ parent }) => parent.closest(NAMES)).map(({ size }) => size)) / frame.height,
    lines,
    outside: lines.some(
      (line) =>
        line.top < frame.top ||
        line.bottom > frame.bottom ||
        line.left < frame.left ||
        line.right > frame.right,
    ),
    contrast: Math.min(
      ...words.map(({ parent }) => contrast(rgb(getComputedStyle(parent).color), backgroundOf(parent))),
    ),
    isOrphaned: lines.length > 1 && words.length > 3 && lines.at(-1).words.length < 2,
  };
}

function* wordsOf(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const style = getComputedStyle(node.parentElement);
    for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      for (const rect of range.getClientRects()) yield inkOf(word, rect, node.parentElement, style);
    }
  }
}

function inkOf(word, { top, left, right }, parent, style) {
  const size = parseFloat(style.fontSize);
  pen.font = `${style.fontWeight} ${size}px "Be Vietnam Pro"`;
  const ink = pen.measureText(word);
  const baseline = top + ASCENT * size;
  return {
    word,
    parent,
    size,
    left,
    right,
    baseline,
    top: baseline - ink.actualBoundingBoxAscent,
    bottom: baseline + ink.actualBoundingBoxDescent,
  };
}

// Words on one baseline are one line.
function linesOf(words) {
  const lines = [];
  for (const { word, left, right, top, bottom, baseline } of words) {
    const line = lines.find((one) => Math.abs(one.baseline - baseline) < 2);
    if (!line)
      lines.push({ baseline, left, right, top, bottom, words: [{ word, left, right, top, bottom }] });
    else {
      line.words.push({ word, left, right, top, bottom });
      Object.assign(line, {
        left: Math.min(line.left, left),
        right: Math.max(line.right, right),
        top: Math.min(line.top, top),
        bottom: Math.max(line.bottom, bottom),
      });
    }
  }
  return lines;
}

function collisions(texts) {
  const lines = texts.flatMap((text) => text.lines);
  const words = lines.flatMap((line, n) => line.words.map((word) => ({ ...word, line: n })));
  return words.flatMap((one, n) =>
    words
      .slice(n + 1)
      .filter((other) => other.line !== one.line && touch(one, other))
      .map((other) => `${one.word} / ${other.word}`),
  );
}

const touch = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

function spills(fit) {
  const content = fit.firstElementChild;
  return content.scrollHeight > fit.clientHeight || content.scrollWidth > fit.clientWidth;
}

function backgroundOf(element) {
  for (let at = element; at; at = at.parentElement) {
    const colour = rgb(getComputedStyle(at).backgroundColor);
    if (colour[3] !== 0) return colour;
  }
  return [0, 0, 0];
}

const rgb = (text) => text.match(/[\d.]+/g).map(Number);

function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance([red, green, blue]) {
  const linear = [red, green, blue].map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}
