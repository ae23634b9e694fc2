import { Button, Loader } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import type { Words } from './words.ts';

interface Properties {
  readonly act: NonNullable<Words['act']>;
  readonly inBanner?: boolean;
  /** Something else there is to be done first. */
  readonly quiet?: boolean;
}

/** Makes happen what does not by itself; until something has come of it, its sign turns. It keeps the keyboard. */
export function DownButton({ act, inBanner = false, quiet = false }: Properties) {
  const [pressedIn, setPressedIn] = useState<object>();
  const isWorking = pressedIn === act.state;
  return (
    <Button
      {...(inBanner
        ? { size: 'compact-sm', variant: 'default' }
        : { mt: 'sm', variant: quiet ? 'default' : 'filled' })}
      aria-busy={isWorking}
      leftSection={
        isWorking ? <Loader size={16} color="currentColor" /> : <IconRefresh size={16} aria-hidden />
      }
      onClick={() => {
        if (isWorking) return;
        setPressedIn(act.state);
        act.run();
      }}
    >
      {inBanner ? act.inBanner : act.label}
    </Button>
  );
}
