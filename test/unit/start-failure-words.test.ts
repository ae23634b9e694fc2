import { expect, it } from 'vitest';
import { errorCatalogue } from '../../shared/errors.ts';
import { languageTags } from '../../shared/languages.ts';
import english from '../../shared/text/en.json' with { type: 'json' };
import { sayStartFailure } from '../../shared/words/say-start-failure.ts';
import { openTeller } from '../support/open-teller.ts';

const codes = Object.keys(english.errors) as (keyof typeof english.errors)[];

it.each(languageTags)('each reason why Rollcall could not start is said in %s', async (language) => {
  const tell = await openTeller(language);
  for (const code of codes) {
    const { sentence } = errorCatalogue[code];
    const said = sayStartFailure(tell, { code, sentence });
    expect(said?.facts).toEqual([]);
    expect(said?.sentence).not.toContain('errors.');
    const whole = [said?.sentence, ...(said?.remedy === undefined ? [] : [said.remedy])].join(' ');
    expect(whole).not.toContain('remedies.');
    expect(whole === sentence).toBe(language === 'en');
    // What is wrong, and what to do about it.
    expect(whole.split(/[.;:。；：।]/).length).toBeGreaterThan(2);
  }
});

it('with each fact by its name, in the language when its name is known', async () => {
  const { sentence } = errorCatalogue.port_busy;
  const facts = { host: '::', port: '8443', holder: 'nginx (pid 12)', shelf: 'top' };
  expect(sayStartFailure(await openTeller('de'), { code: 'port_busy', sentence, facts })).toEqual({
    sentence: 'Den Port benutzt ein anderes Programm.',
    remedy: 'Beenden Sie dieses Programm, oder wählen Sie einen anderen Port.',
    facts: [
      { name: 'Port-Nummer', value: '8443' },
      { name: 'Im Weg', value: 'nginx (pid 12)' },
      { name: 'shelf', value: 'top' },
    ],
  });
});

it('is left as it was written where the authority wrote something else', async () => {
  const tell = await openTeller('de');
  expect(
    sayStartFailure(tell, { code: 'port_busy', sentence: 'Port 8443 is in use by nginx.' }),
  ).toBeUndefined();
  expect(
    sayStartFailure(tell, { code: 'internal', sentence: errorCatalogue.internal.sentence }),
  ).toBeUndefined();
});
