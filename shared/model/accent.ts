/** Colours of the portal that follow from the admin's one, for one theme. All `#rrggbb`. */
export interface AccentColours {
  /** Buttons, links, borders and marks. */
  readonly accent: string;
  /** Text on it. */
  readonly ink: string;
  /** Ground behind text in it. */
  readonly soft: string;
}

type Rgb = readonly [number, number, number];

/** WCAG 2.2, success criterion 1.4.3: text; it is more than 1.4.11 asks for borders and marks. */
const contrastMin = 4.5;
const step = 0.02;

/** The grounds that the portal puts text on, as `portal.css` has them; the lightest or darkest one decides. */
const grounds = {
  light: { all: ['#ffffff', '#f2f4f6', '#f2f5f8'], card: '#ffffff', towards: '#000000' },
  dark: { all: ['#11171d', '#1a222b', '#222c36'], card: '#1a222b', towards: '#ffffff' },
} as const;
const inks = ['#ffffff', '#0b1a26'] as const;

/**
 * Makes of a colour of the admin's the ones that can be read: made darker in the light theme and lighter in the dark
 * one, only as far as it takes.
 */
export function deriveAccent(colour: string): { light: AccentColours; dark: AccentColours } {
  return { light: deriveFor(colour, 'light'), dark: deriveFor(colour, 'dark') };
}

/** From 1 to 21, as WCAG 2.2 defines it. */
export function contrastOf(a: string, b: string): number {
  const [light, dark] = [luminanceOf(a), luminanceOf(b)].toSorted((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function deriveFor(colour: string, theme: 'light' | 'dark'): AccentColours {
  const { all, card, towards } = grounds[theme];
  for (let share = 0; share <= 1; share += step) {
    const accent = mix(colour, towards, share);
    const soft = mix(card, accent, 0.14);
    const ink = inks.find((one) => contrastOf(one, accent) >= contrastMin);
    if (ink !== undefined && [...all, soft].every((ground) => contrastOf(accent, ground) >= contrastMin)) {
      return { accent, ink, soft };
    }
  }
  return { accent: towards, ink: card, soft: card };
}

function mix(from: string, to: string, share: number): string {
  const target = readRgb(to);
  return writeRgb(readRgb(from).map((part, place) => part + ((target[place] ?? 0) - part) * share));
}

function luminanceOf(colour: string): number {
  const [red, green, blue] = readRgb(colour).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

function readRgb(colour: string): Rgb {
  const part = (start: number): number => parseInt(colour.slice(start, start + 2), 16);
  return [part(1), part(3), part(5)];
}

function writeRgb(parts: readonly number[]): string {
  return `#${parts.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}
