import { nativeImage, type NativeImage } from 'electron';
import works16 from '../../../build/icons/tray/works-16.png?inline';
import works24 from '../../../build/icons/tray/works-24.png?inline';
import works32 from '../../../build/icons/tray/works-32.png?inline';
import works48 from '../../../build/icons/tray/works-48.png?inline';
import worksTemplate18 from '../../../build/icons/tray/works-template-18.png?inline';
import worksTemplate36 from '../../../build/icons/tray/works-template-36.png?inline';
import needsYou16 from '../../../build/icons/tray/needs-you-16.png?inline';
import needsYou24 from '../../../build/icons/tray/needs-you-24.png?inline';
import needsYou32 from '../../../build/icons/tray/needs-you-32.png?inline';
import needsYou48 from '../../../build/icons/tray/needs-you-48.png?inline';
import needsYouTemplate18 from '../../../build/icons/tray/needs-you-template-18.png?inline';
import needsYouTemplate36 from '../../../build/icons/tray/needs-you-template-36.png?inline';
import stopped16 from '../../../build/icons/tray/stopped-16.png?inline';
import stopped24 from '../../../build/icons/tray/stopped-24.png?inline';
import stopped32 from '../../../build/icons/tray/stopped-32.png?inline';
import stopped48 from '../../../build/icons/tray/stopped-48.png?inline';
import stoppedTemplate18 from '../../../build/icons/tray/stopped-template-18.png?inline';
import stoppedTemplate36 from '../../../build/icons/tray/stopped-template-36.png?inline';
import starting16 from '../../../build/icons/tray/starting-16.png?inline';
import starting24 from '../../../build/icons/tray/starting-24.png?inline';
import starting32 from '../../../build/icons/tray/starting-32.png?inline';
import starting48 from '../../../build/icons/tray/starting-48.png?inline';
import startingTemplate18 from '../../../build/icons/tray/starting-template-18.png?inline';
import startingTemplate36 from '../../../build/icons/tray/starting-template-36.png?inline';
import type { TrayStatus } from './decide-tray-status.ts';

/** Each by its pixels. Their colours and their white marks can be told from light panels and from dark ones. */
const coloured = {
  works: { 16: works16, 24: works24, 32: works32, 48: works48 },
  'needs-you': { 16: needsYou16, 24: needsYou24, 32: needsYou32, 48: needsYou48 },
  stopped: { 16: stopped16, 24: stopped24, 32: stopped32, 48: stopped48 },
  starting: { 16: starting16, 24: starting24, 32: starting32, 48: starting48 },
} as const satisfies Record<TrayStatus, unknown>;

/** Of these only what is covered counts: macOS gives them the colour of its menu bar. */
const templates = {
  works: { 18: worksTemplate18, 36: worksTemplate36 },
  'needs-you': { 18: needsYouTemplate18, 36: needsYouTemplate36 },
  stopped: { 18: stoppedTemplate18, 36: stoppedTemplate36 },
  starting: { 18: startingTemplate18, 36: startingTemplate36 },
} as const satisfies Record<TrayStatus, unknown>;

/** The glyph in the sizes that a system asks for: 16 points on Windows, 18 on macOS, 24 on Linux. */
export function drawTrayImage(status: TrayStatus, platform: NodeJS.Platform): NativeImage {
  if (platform === 'darwin') {
    const image = join(18, templates[status]);
    image.setTemplateImage(true);
    return image;
  }
  const { 16: small, 24: medium, 32: large, 48: huge } = coloured[status];
  return platform === 'win32'
    ? join(16, { 16: small, 24: medium, 32: large, 48: huge })
    : join(24, { 24: medium, 48: huge });
}

function join(points: number, urls: Readonly<Record<number, string>>): NativeImage {
  const image = nativeImage.createEmpty();
  for (const [pixels, dataURL] of Object.entries(urls)) {
    const size = Number(pixels);
    image.addRepresentation({ scaleFactor: size / points, width: size, height: size, dataURL });
  }
  return image;
}
