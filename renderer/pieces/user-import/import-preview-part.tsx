import { Button, Checkbox } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportRow } from '../../../shared/model/user-import.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextFilter, useMatchingRows } from '../../ui/text-filter.tsx';
import { FailureNotice } from '../failure-notice.tsx';
import { getFormatLanguage } from '../format-moment.ts';
import { SurplusDialog } from '../surplus-dialog.tsx';
import { countOutcomes } from './count-outcomes.ts';
import { MissingGroupsNotice } from './missing-groups-notice.tsx';
import { useImportColumns } from './use-import-columns.tsx';
import type { ReadFile, UserImport } from './use-user-import.ts';
import classes from './user-import.module.css';

const getId = ({ line }: ImportRow): string => String(line);
const textOf = ({ line, cells }: ImportRow): string => [String(line), ...Object.values(cells)].join('\n');

interface Properties {
  readonly read: ReadFile;
  readonly steps: UserImport;
}

/** The second step: every row of the file with what it would do. Nothing has happened yet. */
export function ImportPreviewPart({ read, steps }: Properties) {
  const { t, i18n } = useTranslation();
  const { format, rows, affected, reservations, missingGroups = [] } = read.preview;
  const [onlyBad, setOnlyBad] = useState(false);
  const [asking, setAsking] = useState(false);
  const summaryRef = useRef<HTMLDivElement>(null);
  // What was pressed is gone: the reader goes on where the answer begins.
  useEffect(() => summaryRef.current?.focus(), []);
  const counts = useMemo(() => countOutcomes(rows), [rows]);
  const [text, setText] = useState('');
  const wanted = useMemo(
    () => (onlyBad ? rows.filter(({ outcome }) => outcome === 'bad') : rows),
    [rows, onlyBad],
  );
  const shown = useMatchingRows(wanted, text, textOf);
  const columns = useImportColumns(format.columns, rows);
  const nothing = counts.new + counts.changed === 0;
  const take = (): void => {
    if (affected.length > 0) setAsking(true);
    else void steps.take(read, 'as_they_expire');
  };
  const language = getFormatLanguage(i18n.language);
  const acts = [
    counts.new > 0 && t('importUsers.add', { count: counts.new }),
    counts.changed > 0 &&
      t(counts.new > 0 ? 'importUsers.alsoChange' : 'importUsers.change', { count: counts.changed }),
    counts.bad > 0 && t('importUsers.skip', { count: counts.bad }),
  ].filter((act) => act !== false);

  return (
    <div className={classes.preview}>
      <div ref={summaryRef} tabIndex={-1} className={classes.summary}>
        <p className={classes.fileName}>{read.name ?? t('importUsers.pasted')}</p>
        <p className={classes.format}>
          {t('importUsers.readAs', {
            encoding: t(`importUsers.encodings.${format.encoding}`),
            separator: t(`importUsers.separators.${separatorNames[format.separator]}`),
          })}
          {format.ignored.length > 0 &&
            ` ${t('importUsers.ignored', {
              count: format.ignored.length,
              names: new Intl.ListFormat(language).format(format.ignored),
            })}`}
        </p>
      </div>
      {format.repeated.map(({ column, used, left }) => (
        <Notice key={column} tone="warn">
          {t('importUsers.repeated', {
            column: t(`importUsers.columns.${column}`),
            used,
            left: new Intl.ListFormat(language).format(left.map(String)),
          })}
        </Notice>
      ))}
      {missingGroups.length > 0 && (
        <MissingGroupsNotice
          names={missingGroups}
          value={read.missingGroups}
          working={steps.reading || steps.taking}
          onChange={(next) => void steps.chooseGroups(read, next)}
        />
      )}
      <FailureNotice failure={steps.readFailure} />
      {nothing && (
        <Notice tone="info">{t(rows.length === 0 ? 'importUsers.noRows' : 'importUsers.nothing')}</Notice>
      )}
      {reservations !== undefined && (
        <Notice tone="bad" urgent>
          {t('importUsers.exceeds', { reserved: reservations.reserved, seats: reservations.seats })}
        </Notice>
      )}
      <FailureNotice failure={steps.takeFailure} />
      {rows.length > 0 && (
        <DataTable
          layout="fill"
          label={t('importUsers.tableLabel')}
          columns={columns}
          rows={shown}
          getId={getId}
          firstSort={{ column: 'line', descending: false }}
          list={{
            name: 'import-preview',
            title: t('importUsers.tableLabel'),
            question: `${text} ${String(onlyBad)}`,
            narrowed: [text, onlyBad ? t('importUsers.onlyBad', { count: counts.bad }) : ''],
            still: true,
            bar: (
              <div className={classes.filters}>
                <TextFilter
                  label={t('ui.table.filter', { list: t('importUsers.tableLabel') })}
                  value={text}
                  onChange={setText}
                />
                {counts.bad > 0 && (
                  <Checkbox
                    checked={onlyBad}
                    label={t('importUsers.onlyBad', { count: counts.bad })}
                    onChange={(event) => setOnlyBad(event.currentTarget.checked)}
                  />
                )}
              </div>
            ),
          }}
        />
      )}
      <div className={classes.acts}>
        <Button variant="default" onClick={steps.startAgain}>
          {t('importUsers.another')}
        </Button>
        <Button
          disabled={nothing || reservations !== undefined}
          loading={steps.taking || steps.reading}
          onClick={take}
        >
          {nothing
            ? t('importUsers.act')
            : new Intl.ListFormat(language, { type: 'unit', style: 'short' }).format(acts)}
        </Button>
      </div>
      <SurplusDialog
        about="users"
        affected={asking ? affected : undefined}
        working={steps.taking}
        onConfirm={(surplus) => void steps.take(read, surplus).then(() => setAsking(false))}
        onClose={() => setAsking(false)}
      />
    </div>
  );
}

const separatorNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab' } as const;
