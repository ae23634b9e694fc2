import { nameMax, passwordMax } from './decode-form.ts';
import type { Frame } from './frame.ts';
import { Field } from './page.tsx';

/** The fields that password managers know, the same on every page that asks who somebody is. */

export function UserNameField({ frame, name }: { readonly frame: Frame; readonly name: string | undefined }) {
  return (
    <Field
      frame={frame}
      name="username"
      label={frame.t('form.username')}
      autoComplete="username"
      value={name}
      maxLength={nameMax}
    />
  );
}

export function PasswordField({ frame }: { readonly frame: Frame }) {
  return (
    <Field
      frame={frame}
      name="password"
      kind="password"
      label={frame.t('form.password')}
      autoComplete="current-password"
      maxLength={passwordMax}
    />
  );
}
