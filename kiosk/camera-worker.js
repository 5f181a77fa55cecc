// Reads QR codes from camera pictures, off the page's thread; what is no code of ours stays in here.
// Import maps do not reach into workers, so the readers are named by their addresses.
import { prepareZXingModule, readBarcodes } from '/vendor/zxing-wasm/dist/es/reader/index.js';
import { extractCode } from './code.js';
import { kindOf } from './foreign.js';
import { practice } from './practice.js';

const READER = '/vendor/zxing-wasm/dist/reader/zxing_reader.wasm';
const SECOND = '/vendor/qr/decode.js';
/** @type {import('/vendor/zxing-wasm/dist/es/reader/index.js').ReaderOptions} */
const OPTIONS = {
  formats: ['QRCode'],
  // Two, so that a poster in the background does not hide the badge in front of it.
  maxNumberOfSymbols: 2,
  tryRotate: false,
  tryInvert: true,
  tryDownscale: true,
};
const canvas = new OffscreenCanvas(1280, 720);
const context = /** @type {OffscreenCanvasRenderingContext2D} */ (
  canvas.getContext('2d', { willReadFrequently: true })
);
let misses = 0;
prepareZXingModule({ overrides: { locateFile: () => READER }, fireImmediately: true });
const warmed = warm();
const second = warmed.then(() => import(SECOND));
// A reader that could not be fetched is an error of this worker; the camera starts another.
second.catch((error) => setTimeout(() => {
  throw error;
}));

self.addEventListener('message', async ({ data: picture }) => {
  await warmed;
  const pixels = pixelsOf(picture);
  // What one way does not find, another may: the two ways take turns until something is found.
  const texts = misses % 2 ? await withoutNoise(pixels) : await asItIs(pixels);
  misses = texts.length ? 0 : misses + 1;
  self.postMessage(sightOf(texts));
});

const withoutNoise = (/** @type {ImageData} */ pixels) => read(pixels, { ...OPTIONS, tryDenoise: true });

/** The second reader sees through cracks and curls that stop the first; it is no quicker. */
async function asItIs(/** @type {ImageData} */ pixels) {
  const texts = await read(pixels, OPTIONS);
  return texts.length ? texts : readBySecond(pixels);
}

async function read(/** @type {ImageData} */ pixels, /** @type {typeof OPTIONS} */ options) {
  const found = await readBarcodes(pixels, options);
  return found.map((/** @type {{text: string}} */ { text }) => text);
}

async function readBySecond(/** @type {ImageData} */ pixels) {
  const { decodeQR } = await second;
  try {
    return [decodeQR(pixels)];
  } catch {
    return []; // its way of saying that there is nothing
  }
}

/** The first reading is many times slower than all others: it is done before there is a picture. */
async function warm() {
  practice(context);
  await read(context.getImageData(0, 0, canvas.width, canvas.height), OPTIONS);
}

function pixelsOf(/** @type {ImageBitmap} */ picture) {
  const { width, height } = picture;
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  context.drawImage(picture, 0, 0);
  picture.close();
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

function sightOf(/** @type {string[]} */ texts) {
  const [first] = texts;
  if (first === undefined) return { nothing: true };
  const codes = texts.map(extractCode).filter((code) => code !== null);
  // Two badges at once: nobody can say whose turn it is.
  return codes.length === 1 ? { code: codes[0] } : { foreign: codes.length ? 'several' : kindOf(first) };
}
