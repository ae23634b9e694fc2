import { createContext } from 'react';

/** What is drawn for paper is read later: it has no "two hours ago". */
export const OnPaperContext = createContext(false);
