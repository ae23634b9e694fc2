import type { ReactNode } from 'react';
import { languages, languageTags } from '../../../../shared/languages.ts';
import type { Frame } from './frame.ts';
import { Form } from './page.tsx';
import type { Transit } from './transit.ts';
import { NameAlong } from './way-back.tsx';

export interface LanguageChooserProps {
  readonly frame: Frame;
  readonly formToken: string;
  readonly transit: Transit;
  /** What stands in the form for the name, which stays in it. */
  readonly name?: string | undefined;
}

/** Each language by its own name, behind a sign that needs no language. */
export function LanguageChooser({ frame, formToken, transit, name }: LanguageChooserProps) {
  return (
    <LanguageDetails frame={frame}>
      <Form action="/language" formToken={formToken} transit={transit}>
        <NameAlong name={name} />
        <LanguageButtons frame={frame} />
      </Form>
    </LanguageDetails>
  );
}

/** The same before the console in a browser, where forms are known by their origin alone. */
export function ConsoleLanguageChooser({ frame }: Pick<LanguageChooserProps, 'frame'>) {
  return (
    <LanguageDetails frame={frame}>
      <form method="post" action="/language">
        <LanguageButtons frame={frame} />
      </form>
    </LanguageDetails>
  );
}

function LanguageDetails({ frame, children }: { readonly frame: Frame; readonly children: ReactNode }) {
  return (
    <details className="languages">
      <summary>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <circle cx="12" cy="12" r="9" />
          <path d="M3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18" />
        </svg>
        {frame.t('language.now', { language: languages[frame.lang].name })}
      </summary>
      {children}
    </details>
  );
}

function LanguageButtons({ frame }: { readonly frame: Frame }) {
  return languageTags.map((tag) => (
    <button
      key={tag}
      type="submit"
      name="language"
      value={tag}
      lang={tag}
      dir={languages[tag].dir}
      className={tag === frame.lang ? 'button' : 'button quiet'}
      aria-current={tag === frame.lang ? 'true' : undefined}
    >
      {languages[tag].name}
    </button>
  ));
}
