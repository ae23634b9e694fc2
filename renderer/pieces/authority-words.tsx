import { languages, type Language } from '../../shared/languages.ts';

const english = 'en' satisfies Language;

/** Words of the authority: in the language of this window when it could say them there, else as it wrote them, in English. */
export function AuthorityWords({
  said,
  written,
}: {
  readonly said: string | undefined;
  readonly written: string;
}) {
  // Each an element of its own: Chromium goes on with the direction of one whose `dir` was taken away.
  if (said !== undefined) return <bdi key="said">{said}</bdi>;
  return (
    <bdi key="written" lang={english} dir={languages[english].dir}>
      {written}
    </bdi>
  );
}
