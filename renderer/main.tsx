import './compile-no-schemas.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { followAuthority } from './authority/follow-authority.ts';
import { followShell } from './authority/follow-shell.ts';
import { openTexts } from './text/i18n.ts';

// Before the page counts as loaded: the port is handed over right after that.
followAuthority();
followShell();
await openTexts((language) => void window.rollcallShell.tellLanguage(language));
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
