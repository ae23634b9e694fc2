import { describe, expect, it } from 'vitest';
import { makeFinding } from '../../electron/authority/operations/check-app/make-finding.ts';
import { languageTags } from '../../shared/languages.ts';
import { findingSchema, type Finding } from '../../shared/model/app.ts';
import english from '../../shared/text/en.json' with { type: 'json' };
import { sayAlarm } from '../../shared/words/say-alarm.ts';
import { sayFinding, type FindingSaid } from '../../shared/words/say-finding.ts';
import { plainText } from '../../shared/write-values.ts';
import { openTeller } from '../support/open-teller.ts';

const values = {
  address: 'https://10.0.0.1',
  status: '200',
  upstream: 'http://127.0.0.1:1',
  detail: 'ECONNREFUSED',
};
const all = Object.keys(english.findings) as FindingSaid[];

describe('what the test of an app found', () => {
  it('is kept with its English sentence, its name and what it names', () => {
    const data = { address: values.address, status: '502', upstream: values.upstream };
    const finding = makeFinding('unreachable', 'bad', 'appDown', data);
    expect(finding).toEqual({
      code: 'unreachable',
      result: 'bad',
      said: 'appDown',
      sentence: 'Rollcall is asked at https://10.0.0.1, and the app behind it does not answer (502).',
      fix: 'Start the app, or correct where it is looked for: http://127.0.0.1:1.',
      data,
    });
    expect(findingSchema.parse(finding)).toEqual(finding);
    expect(makeFinding('unreachable', 'good', 'answers', { address: values.address })).not.toHaveProperty(
      'fix',
    );
  });

  it.each(languageTags)('is said in %s, with every value and with what to do', async (language) => {
    const tell = await openTeller(language);
    for (const said of all) {
      const own: { sentence: string; fix?: string } = english.findings[said];
      const found = sayFinding(tell, { said, data: values });
      const words = plainText(`${found?.sentence} ${found?.fix ?? ''}`);
      expect(words).not.toMatch(/\{\{|\}\}|undefined|findings\./);
      expect(found?.fix === undefined).toBe(own.fix === undefined);
      for (const [name, value] of Object.entries(values)) {
        const named = `${own.sentence} ${own.fix ?? ''}`.includes(`{{${name}}}`);
        expect([said, name, words.includes(value)]).toEqual([said, name, named]);
      }
    }
  });

  it('has only its own English sentence when it is from before, also in the alarm', async () => {
    const old: Finding = {
      code: 'unreachable',
      result: 'bad',
      sentence: 'Nothing answers.',
      fix: 'Start it.',
      data: {},
    };
    const tell = await openTeller('de');
    expect(sayFinding(tell, old)).toBeUndefined();
    expect(sayFinding(tell, { ...old, said: 'ofAnotherVersion' })).toBeUndefined();
    expect(sayAlarm(tell, { code: 'app_bypassable', apps: ['ERP'], more: 0, finding: old })).toBe(
      'Der letzte Test hat einen Weg um Rollcall herum gefunden: ERP. Nothing answers. Start it. Testen Sie danach noch einmal.',
    );
  });
});
