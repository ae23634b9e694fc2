import type { AppFields, Snippet } from '../../../../shared/model/app.ts';

type Copied = Pick<AppFields, 'name' | 'oidc'>;

/**
 * Does what was copied out of Rollcall before the change no longer do? What is only a remark there, or only known to
 * Rollcall, needs no copying: the name, the addresses it sends people and logouts to, one more way to sign in.
 *
 * @param render the configuration, with the same secret and issuer each time
 */
export function mustCopyAgain<App extends Copied>(
  before: App,
  after: App,
  render: (app: App) => readonly Snippet[],
): boolean {
  const copied = new Map(render(onlyCopied(before)).map(({ id, text }) => [id, text]));
  return render(onlyCopied(after)).some(({ id, text }) => copied.get(id) !== text);
}

function onlyCopied<App extends Copied>(app: App): App {
  const { oidc } = app;
  return {
    ...app,
    name: 'app',
    oidc: oidc && { redirectUris: [], postLogoutRedirectUris: [], public: oidc.public, deviceFlow: false },
  };
}
