import fc from 'fast-check';
import { expect, it } from 'vitest';
import { contrastOf, deriveAccent } from '../../shared/model/accent.ts';

const grounds = {
  light: ['#ffffff', '#f2f4f6', '#f2f5f8'],
  dark: ['#11171d', '#1a222b', '#222c36'],
} as const;

it('contrast is that of WCAG', () => {
  expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.478, 3);
});

it('whatever colour the admin chooses can be read in both themes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xff_ff_ff }), (number) => {
      const colours = deriveAccent(`#${number.toString(16).padStart(6, '0')}`);
      for (const theme of ['light', 'dark'] as const) {
        const { accent, ink, soft } = colours[theme];
        for (const ground of [...grounds[theme], soft, ink]) {
          expect(contrastOf(accent, ground)).toBeGreaterThanOrEqual(4.5);
        }
      }
    }),
    { numRuns: 2000 },
  );
});

it('one that can be read already stays as it is', () => {
  expect(deriveAccent('#1f5f8b').light.accent).toBe('#1f5f8b');
  expect(deriveAccent('#7fbce8').dark.accent).toBe('#7fbce8');
});
