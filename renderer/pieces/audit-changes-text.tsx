import { useTranslation } from 'react-i18next';
import type { AuditChange } from './audit-changes.ts';
import type { AuditWords } from './use-audit-words.ts';

/** In a table, of one entry; the rest is in the drawer. */
const shownMax = 3;
const lettersMax = 60;

interface Properties {
  readonly words: Pick<AuditWords, 'detail' | 'changes'>;
}

/** What the action alone does not say, in one line: "Limit: 2 → 3, Groups: none → Office, by a file of users". */
export function AuditChangesText({ words: { detail, changes } }: Properties) {
  const { t } = useTranslation();
  const shown = changes.slice(0, shownMax);
  const rest = changes.length - shown.length;
  return (
    <>
      {shown.map((change, place) => (
        <span key={change.name}>
          {place > 0 && t('audit.between')}
          <ChangeText change={change} short />
        </span>
      ))}
      {rest > 0 && `${t('audit.between')}${t('manyUsers.more', { count: rest })}`}
      {detail !== '' && (
        <>
          {shown.length > 0 && t('audit.between')}
          <bdi>{detail}</bdi>
        </>
      )}
    </>
  );
}

/** Values run as their own letters do; the arrow points as the language does. */
export function ChangeText({
  change: { name, from, to },
  short = false,
}: {
  readonly change: AuditChange;
  readonly short?: boolean;
}) {
  const { t } = useTranslation();
  if (to === undefined) return name;
  const cut = short ? shorten : (text: string) => text;
  return (
    <>
      {name}: {from !== undefined && <Value text={cut(from)} />}
      {from !== undefined && ` ${t('audit.arrow')} `}
      <Value text={cut(to)} />
    </>
  );
}

/** A path or an address is one from left to right, whatever its letters. */
export function Value({ text }: { readonly text: string }) {
  return isFixed(text) ? <bdi dir="ltr">{text}</bdi> : <bdi>{text}</bdi>;
}

function isFixed(text: string): boolean {
  return /^(?:\/|\\\\|[A-Za-z]:\\|[a-z]+:\/\/)/.test(text);
}

function shorten(text: string): string {
  const letters = [...text];
  return letters.length <= lettersMax ? text : `${letters.slice(0, lettersMax).join('')}…`;
}

/** The same as plain text, for sorting and files. */
export function writeChanges({ detail, changes }: Pick<AuditWords, 'detail' | 'changes'>): string {
  const said = changes.map(({ name, from, to }) => {
    if (to === undefined) return name;
    return from === undefined ? `${name}: ${to}` : `${name}: ${from} → ${to}`;
  });
  return [...said, detail].filter((part) => part !== '').join('; ');
}
