import type { AppView, Proxy, Snippet } from '../../../../shared/model/app.ts';
import type { Answer } from './call-authority.ts';
import { cleanText } from './clean-text.ts';

interface WithSecret {
  readonly app: AppView;
  /** `ID.KEY` */
  readonly secret: string;
  readonly snippets: readonly Snippet[];
}

/**
 * The finished configuration, alone on standard output so that it goes into a file as it is; id and key beside it.
 * Behind a proxy that of one proxy: nginx when none was named.
 *
 * @param done what happened to the app, such as "is added"
 */
export function answerWithSecret(made: WithSecret, proxy: Proxy | undefined, done: string): Answer {
  const { app, secret, snippets } = made;
  const proxied = app.kind === 'forward-auth';
  const chosen = snippets.find(({ id }) => id === (proxied ? (proxy ?? 'nginx') : app.kind));
  // What its proxy has and what the app itself is told are two things, and one app may need both.
  const openid = snippets.find(({ id }) => id === 'oidc' && id !== chosen?.id);
  const texts = [chosen, ...(proxied && proxy !== undefined ? [] : [openid])].flatMap((snippet) =>
    snippet === undefined ? [] : [snippet.text],
  );
  return {
    document: { ...made, snippet: chosen?.text ?? '' },
    text: texts.length === 0 ? undefined : texts.join('\n'),
    note: [
      `${cleanText(app.name)} ${done}. The key is shown this once, here and in the configuration.`,
      `  id   ${app.id}`,
      `  key  ${secret}`,
    ].join('\n'),
  };
}
