import { createContext } from 'react';

/** How this page puts text on the clipboard. */
export const CopyTextContext = createContext<(text: string) => Promise<void>>(() =>
  Promise.reject(new Error('no clipboard')),
);
