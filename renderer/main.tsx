import './compile-no-schemas.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { followAuthority } from './authority/follow-authority.ts';
import { followShell } from './authority/follow-shell.ts';
import { openBrowserConsole } from './browser/open-browser-console.ts';
import { tellUnsaved } from './pieces/tell-unsaved.ts';
import { openTexts } from './text/i18n.ts';

// Before the page counts as loaded: the port is handed over right after that.
followAuthority();
// No preload: the console is open in a browser. From here on nothing knows the difference.
if (!('rollcallShell' in window)) openBrowserConsole();
followShell();
await openTexts((language) => void window.rollcallShell.tellLanguage(language));
tellUnsaved();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
