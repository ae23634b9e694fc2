import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { findBadPath, pathsMax, readPaths } from './read-paths.ts';

interface Properties {
  /** One path a line. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function BackgroundPathsInput({ value, onChange }: Properties) {
  const { t } = useTranslation();
  const bad = findBadPath(value);
  return (
    <Textarea
      label={t('background.label')}
      description={t('background.description')}
      placeholder={'/api/poll\n/socket.io/*'}
      value={value}
      autosize
      minRows={3}
      maxRows={10}
      spellCheck={false}
      error={
        bad !== undefined &&
        (readPaths(value).length > pathsMax
          ? t('background.tooMany', { max: pathsMax })
          : t('background.bad', { path: bad }))
      }
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
