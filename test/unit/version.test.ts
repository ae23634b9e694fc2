import { expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { version } from '../../shared/version.ts';

it('names one version in the program and the package', () => {
  expect(version).toBe(packageJson.version);
});
