import { deriveAccent, type AccentColours } from '../../../../shared/model/accent.ts';

/** Rules that put the admin's colour in the place of Rollcall's own, in both themes; empty without one. */
export function accentStyle(accent: string): string {
  if (accent === '') return '';
  const { light, dark } = deriveAccent(accent);
  return `:root{${variables(light)}}@media (prefers-color-scheme:dark){:root{${variables(dark)}}}`;
}

function variables({ accent, ink, soft }: AccentColours): string {
  return `--accent:${accent};--accent-ink:${ink};--accent-soft:${soft}`;
}
