import type { ReactNode } from 'react';
import { formTokenField } from '../form-binding.ts';
import { accentStyle } from './accent-style.ts';
import type { Frame } from './frame.ts';
import { pageScript, pageStyle } from './security-headers.ts';
import type { Transit } from './transit.ts';

const icon =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1f5f8b"/>' +
      '<path d="M8 10.5l2 2 3.5-4M8 21l2 2 3.5-4M17 11h7M17 21.5h7" fill="none" stroke="#fff" stroke-width="2.4" ' +
      'stroke-linecap="round" stroke-linejoin="round"/></svg>',
  );

export interface PageProps {
  readonly frame: Frame;
  readonly title: string;
  /** Stands above the title: the app that is being entered, for instance. */
  readonly kicker?: string | undefined;
  readonly wide?: boolean;
  /** Goes on to this address by itself, after these seconds. */
  readonly refresh?: string | undefined;
  /** Links at the foot of the card. */
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every page of the portal: one column, one title, everything it needs inside it. */
export function Page({ frame, title, kicker, wide, refresh, footer, children }: PageProps) {
  return (
    <html lang={frame.lang} dir={frame.dir}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {refresh === undefined ? null : <meta httpEquiv="refresh" content={`0;url=${refresh}`} />}
        <title>{`${title} · ${frame.brand}`}</title>
        <link rel="icon" href={icon} />
        <style dangerouslySetInnerHTML={{ __html: pageStyle }} />
        {frame.accent === '' ? null : (
          <style dangerouslySetInnerHTML={{ __html: accentStyle(frame.accent) }} />
        )}
      </head>
      <body>
        <header className="brand">
          <Mark />
          <span>{frame.brand}</span>
        </header>
        <main className={wide ? 'card wide' : 'card'}>
          {kicker === undefined ? null : <p className="kicker">{kicker}</p>}
          <h1>{title}</h1>
          {children}
        </main>
        {footer === undefined ? null : <footer>{footer}</footer>}
        {frame.still ? null : <script dangerouslySetInnerHTML={{ __html: pageScript }} />}
      </body>
    </html>
  );
}

function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <path d="M8 10.5l2 2 3.5-4M8 21l2 2 3.5-4M17 11h7M17 21.5h7" />
    </svg>
  );
}

/** Says how something went, by a sign and words. */
export function Notice({
  kind,
  children,
}: {
  readonly kind: 'good' | 'bad' | 'info';
  readonly children: ReactNode;
}) {
  return (
    <div className={`notice ${kind}`} role={kind === 'bad' ? 'alert' : 'status'}>
      <span className="sign" aria-hidden="true">
        {kind === 'good' ? '✓' : kind === 'bad' ? '!' : 'i'}
      </span>
      <div>{children}</div>
    </div>
  );
}

export interface FormProps {
  readonly action: string;
  readonly formToken: string;
  /** Where the person wants to go; travels through every form on the way. */
  readonly transit?: Transit;
  readonly className?: string;
  readonly children: ReactNode;
}

export function Form({ action, formToken, transit = {}, className, children }: FormProps) {
  return (
    <form method="post" action={action} className={className}>
      <input type="hidden" name={formTokenField} value={formToken} />
      {Object.entries(transit).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}

export interface FieldProps {
  readonly frame: Frame;
  readonly name: string;
  readonly label: string;
  readonly kind?: 'text' | 'password' | 'code';
  readonly autoComplete: string;
  readonly value?: string | undefined;
  readonly hint?: string;
  readonly maxLength: number;
}

export function Field({
  frame,
  name,
  label,
  kind = 'text',
  value,
  hint,
  maxLength,
  autoComplete,
}: FieldProps) {
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <div className="input">
        <input
          id={name}
          name={name}
          type={kind === 'password' ? 'password' : 'text'}
          className={kind === 'code' ? 'code' : undefined}
          autoComplete={autoComplete}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          required
          maxLength={maxLength}
          defaultValue={value}
          aria-describedby={hint === undefined ? undefined : `${name}-hint`}
        />
        {kind === 'password' ? (
          <button
            type="button"
            hidden
            className="reveal"
            aria-controls={name}
            aria-pressed="false"
            data-reveal={frame.t('form.show')}
            data-hide={frame.t('form.hide')}
          >
            {frame.t('form.show')}
          </button>
        ) : null}
      </div>
      {hint === undefined ? null : (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
