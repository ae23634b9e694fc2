import { useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { DataColumn } from '../data-column.ts';
import { OnPaperContext } from '../on-paper.ts';
import { PaperRest } from '../paper-rest.tsx';
import { paperRowsMax } from '../paper-rows-max.ts';
import classes from './print-table.module.css';

interface Properties<Row> {
  readonly title: string;
  readonly columns: readonly DataColumn<Row>[];
  readonly ids: readonly string[];
  readonly find: (id: string) => Row | undefined;
  /** What the rows were narrowed to, in words; empty ones say nothing. */
  readonly narrowed: readonly string[];
  /** Where the rows are that belong to the list and were never loaded. */
  readonly rest: string | undefined;
}

/** The rows of a list on paper, and nothing around them. On the screen it is not there. */
export function PrintTable<Row>({ title, columns, ids, find, narrowed, rest }: Properties<Row>) {
  const { t, i18n } = useTranslation();
  const printed = ids.slice(0, paperRowsMax);
  const onPaper = columns.filter(({ titleHidden }) => titleHidden !== true);
  const filter = narrowed.filter((words) => words.trim() !== '').join(' · ');
  const [now] = useState(() => new Date());
  const time = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long', timeStyle: 'short' }).format(now);
  return createPortal(
    <section className={classes.paper} aria-label={title}>
      <h1>{title}</h1>
      <p>
        {rest !== undefined
          ? t('ui.table.printedPart', { count: printed.length, time })
          : printed.length < ids.length
            ? t('ui.table.printedSome', { shown: printed.length, count: ids.length, time })
            : t('ui.table.printed', { count: ids.length, time })}
      </p>
      {filter !== '' && <p>{t('ui.table.printedFilter', { filter })}</p>}
      <table>
        <thead>
          <tr>
            {onPaper.map(({ id, align, title: words }) => (
              <th key={id} scope="col" data-align={align}>
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <OnPaperContext value={true}>
          <tbody>
            {printed.map((id) => {
              const row = find(id);
              return (
                row !== undefined && (
                  <tr key={id}>
                    {onPaper.map((column) => (
                      <td key={column.id} data-align={column.align}>
                        {column.cell(row)}
                      </td>
                    ))}
                  </tr>
                )
              );
            })}
          </tbody>
        </OnPaperContext>
      </table>
      <PaperRest rows={ids.length} />
      {rest !== undefined && <p>{rest}</p>}
    </section>,
    document.body,
  );
}
