import { Fragment } from 'react';
import { Value } from './audit-changes-text.tsx';
import type { AuditWords } from './use-audit-words.ts';

/** Whom or what an entry is about: "ann · PC-A". */
export function AboutText({ about }: Pick<AuditWords, 'about'>) {
  if (about.length === 0) return '–';
  return about.map((part, place) => (
    <Fragment key={part}>
      {place > 0 && ' · '}
      <Value text={part} />
    </Fragment>
  ));
}

export function writeAbout({ about }: Pick<AuditWords, 'about'>): string {
  return about.join(' · ');
}
