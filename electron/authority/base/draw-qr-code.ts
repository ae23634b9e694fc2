import { create } from 'qrcode';

/** Light modules around the code, as the standard asks for. */
const quietModules = 4;

/** A QR code as the path of an SVG picture; `size` is the width of its view box, the quiet zone with it. */
export function drawQrCode(text: string): { readonly path: string; readonly size: number } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  let path = '';
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column) === 0) continue;
      path += `M${String(column + quietModules)} ${String(row + quietModules)}h1v1h-1z`;
    }
  }
  return { path, size: modules.size + 2 * quietModules };
}
