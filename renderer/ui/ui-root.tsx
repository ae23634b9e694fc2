import { DirectionProvider, MantineProvider } from '@mantine/core';
import '@mantine/core/styles.layer.css';
import { useEffect, type ReactNode } from 'react';
import './base.css';
import './forced-colors.css';
import { CopyTextContext } from './copy-text.ts';
import { keepFirstFocus } from './first-focus.ts';
import { SaveFileContext, type FileToSave } from './save-file.ts';
import { StaleContext } from './stale.ts';
import { cssVariables, theme } from './theme.ts';

interface Properties {
  readonly copyText: (text: string) => Promise<void>;
  readonly saveFile: (file: FileToSave) => Promise<string | undefined>;
  /** See `StaleContext`. */
  readonly stale: string | undefined;
  readonly children: ReactNode;
}

/** Theme and what every component needs. Light and dark follow the system, left and right the document. */
export function UiRoot({ copyText, saveFile, stale, children }: Properties) {
  useEffect(keepFirstFocus, []);
  return (
    <DirectionProvider>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <CopyTextContext value={copyText}>
          <SaveFileContext value={saveFile}>
            <StaleContext value={stale}>{children}</StaleContext>
          </SaveFileContext>
        </CopyTextContext>
      </MantineProvider>
    </DirectionProvider>
  );
}
