import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { getFormatLanguage } from '../pieces/format-moment.ts';
import classes from './reports-screen.module.css';

interface Properties {
  readonly label: string;
  readonly columns: readonly { readonly title: string; readonly number?: boolean }[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
  /** A long one has its own scrolling, and is whole on paper. */
  readonly scrolls?: boolean;
}

/** Numbers to read, a few hundred rows at the most; what is chosen and worked with is a table of its screen. */
export function ReportTable({ label, columns, rows, scrolls = false }: Properties) {
  const { i18n } = useTranslation();
  const language = getFormatLanguage(i18n.language);
  return (
    <section
      className={classes.scroll}
      data-scrolls={scrolls || undefined}
      aria-label={label}
      // What scrolls must be reachable by the keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      {...(scrolls ? { tabIndex: 0 } : {})}
    >
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ title, number }) => (
              <th key={title} scope="col" data-number={number || undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, n) => (
                <td key={columns[n]?.title} data-number={columns[n]?.number || undefined}>
                  {typeof cell === 'number' ? cell.toLocaleString(language) : cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
