// Reads the words and the tags of markup without drawing it: scenes are plain data.

/** Every word of `vnode`, blocks separated by " / ". */
export function words(vnode) {
  return pieces(vnode)
    .join('')
    .replace(/\s+/g, ' ')
    .replace(/( \/)+ /g, ' / ')
    .replace(/^[ /]+|[ /]+$/g, '');
}

/** Every element of `vnode` of that class. */
export function find(vnode, name) {
  const here = has(vnode, name) ? [vnode] : [];
  return [...here, ...children(vnode).flatMap((child) => find(child, name))];
}

const INLINE = new Set(['span']);

function pieces(vnode) {
  if (vnode === null || vnode === undefined || typeof vnode === 'boolean') return [];
  if (typeof vnode !== 'object') return [String(vnode)];
  const inside = children(vnode).flatMap(pieces);
  return Array.isArray(vnode) || INLINE.has(vnode.type) ? inside : [' / ', ...inside, ' / '];
}

function children(vnode) {
  if (Array.isArray(vnode)) return vnode;
  return [vnode?.props?.children].flat(Infinity).filter((child) => child !== undefined);
}

const has = (vnode, name) =>
  String(vnode?.props?.class ?? '')
    .split(' ')
    .includes(name);
