import { createContext } from 'react';

export interface FileToSave {
  readonly name: string;
  readonly content: string;
}

/** How this page saves a file. Gives where it is, or nothing when the admin has cancelled. */
export const SaveFileContext = createContext<(file: FileToSave) => Promise<string | undefined>>(() =>
  Promise.reject(new Error('no place for files')),
);
