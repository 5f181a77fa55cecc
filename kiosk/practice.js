// A picture with a code in it, on which a reader does its slow first reading before anybody stands there.

// "00000000" as a QR code of version 1, a bit for each module, a line for each row.
const ROWS = [
  0x1fdd7f, 0x105d41, 0x175e5d, 0x174b5d, 0x17435d, 0x105041, 0x1fd57f, 0x001700, 0x0757e7, 0x063ca4, 0x0971d4,
  0x161674, 0x11db14, 0x001cc4, 0x1fc2a4, 0x104045, 0x175524, 0x1758e4, 0x175214, 0x1045f6, 0x1fcc94,
];
const MODULE = 8;

/** The words of the practice code. */
export const PRACTICE = '00000000';

/** Draw the practice code on white into `context`. */
export function practice(/** @type {OffscreenCanvasRenderingContext2D} */ context) {
  const { width, height } = context.canvas;
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.fillStyle = 'black';
  const [left, top] = [width, height].map((side) => (side - ROWS.length * MODULE) / 2);
  ROWS.forEach((row, y) => {
    for (let x = 0; x < ROWS.length; x += 1) {
      const isDark = (row >> (ROWS.length - 1 - x)) & 1;
      if (isDark) context.fillRect((left ?? 0) + x * MODULE, (top ?? 0) + y * MODULE, MODULE, MODULE);
    }
  });
}
