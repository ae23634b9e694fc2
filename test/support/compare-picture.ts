import { mkdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** Of a pixel's colour, from 0 to 1: what smoothing of edges may differ by. */
const pixelTolerance = 0.15;
/** Of all pixels. */
const shareTolerance = 0.004;

export interface Picture {
  readonly baselinePath: string;
  /** Where the picture and what differs are written when it does not match. */
  readonly outDir: string;
}

/** @returns nothing when it matches, else a sentence that names the pictures to look at */
export function listDifferences(actual: Buffer, { baselinePath, outDir }: Picture): string[] {
  const name = path.basename(baselinePath, '.png');
  mkdirSync(outDir, { recursive: true });
  const actualPath = path.join(outDir, `${name}.actual.png`);
  if (!existsSync(baselinePath)) {
    writeFileSync(actualPath, actual);
    return [`There is no baseline ${baselinePath}; npm run baselines makes them: ${actualPath}`];
  }
  const before = PNG.sync.read(readFileSync(baselinePath));
  const now = PNG.sync.read(actual);
  const { width, height } = before;
  if (now.width !== width || now.height !== height) {
    writeFileSync(actualPath, actual);
    return [
      `${name} is ${String(now.width)}x${String(now.height)}, no longer ${String(width)}x${String(height)}: ${actualPath}`,
    ];
  }
  const diff = new PNG({ width, height });
  const count = pixelmatch(before.data, now.data, diff.data, width, height, { threshold: pixelTolerance });
  const share = count / (width * height);
  if (share <= shareTolerance) return [];
  const diffPath = path.join(outDir, `${name}.diff.png`);
  writeFileSync(actualPath, actual);
  writeFileSync(diffPath, PNG.sync.write(diff));
  return [`${name} differs in ${(share * 100).toFixed(2)} % of its pixels: ${actualPath} ${diffPath}`];
}

/** Steps of a colour in a baseline, of 256: far below the tolerance, and half the size. */
const colourStep = 8;

/** Written small: fewer colours, no transparency, as strongly packed as the format allows. */
export function packPicture(picture: Buffer): Buffer {
  const png = PNG.sync.read(picture);
  png.data.forEach((value, place) => {
    png.data[place] = Math.min(255, Math.round(value / colourStep) * colourStep);
  });
  return PNG.sync.write(png, {
    colorType: 2,
    inputHasAlpha: true,
    deflateLevel: 9,
    deflateStrategy: 0,
    filterType: 0,
  });
}
