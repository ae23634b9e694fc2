import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './audit-screen.module.css';

/** As many as are read at a glance; each press shows ten times more, so that thousands are never drawn at once unasked. */
const shownFirst = 20;

/** Some names, the rest on request. Nothing where there are none. */
export function NameList({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(shownFirst);
  if (names.length === 0) return null;
  const rest = names.length - shown;
  return (
    <div>
      <Text size="sm" c="dimmed" mb={4}>
        {title}
      </Text>
      <ul className={classes.names}>
        {names.slice(0, shown).map((name, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- The list never changes, and lines may be alike.
          <li key={place}>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={() => setShown(shown * 10)}>
          {t('manyUsers.more', { count: rest })}
        </Button>
      )}
    </div>
  );
}
