import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** A load shorter than this shows nothing: a flash of grey is worse than a moment of calm. */
const skeletonDelayMs = 300;

export function SkeletonRows({ rows = 5 }: { readonly rows?: number }) {
  const { t } = useTranslation();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), skeletonDelayMs);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <Stack gap="md" p="md" component="output">
      <VisuallyHidden>{t('ui.loading')}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={18} width={`${String(92 - ((row * 17) % 40))}%`} />
      ))}
    </Stack>
  );
}
