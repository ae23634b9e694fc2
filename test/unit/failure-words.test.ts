import { describe, expect, it } from 'vitest';
import { controlContract } from '../../shared/contract/control.ts';
import english from '../../renderer/text/en.json' with { type: 'json' };

describe('What a call of the console may fail with', () => {
  it('has a sentence in the languages of the console, each time', () => {
    const codes = [...new Set(listCodes(controlContract))].toSorted((a, b) => a.localeCompare(b));
    expect(codes.length).toBeGreaterThan(40);
    expect(codes.filter((code) => !(code in english.errors))).toEqual([]);
  });
});

/** Codes of every procedure of an oRPC contract, found by the mark each carries. */
function listCodes(contract: object): readonly string[] {
  return Object.values(contract).flatMap((value: object): readonly string[] =>
    '~orpc' in value
      ? Object.keys((value['~orpc'] as { errorMap?: object }).errorMap ?? {})
      : listCodes(value),
  );
}
