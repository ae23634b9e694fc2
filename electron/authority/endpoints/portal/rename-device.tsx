import { plainText } from '../../../../shared/write-values.ts';
import type { Session } from '../../records/sessions/session.ts';
import type { Frame } from './frame.ts';
import { Form } from './page.tsx';

export interface RenameDeviceProps {
  readonly frame: Frame;
  readonly formToken: string;
  readonly session: Session;
}

/** Another name for one of the own devices, folded away until it is wanted. */
export function RenameDevice({ frame, formToken, session: { id, device: label } }: RenameDeviceProps) {
  const { t } = frame;
  const device = frame.device(label);
  return (
    <details className="rename">
      <summary aria-label={t('devices.renameWhich', { device })}>{t('devices.rename')}</summary>
      <Form action={`/devices/${id}/rename`} formToken={formToken} className="beside">
        <div className="field">
          <label htmlFor={`name-${id}`}>{t('devices.name')}</label>
          <input
            id={`name-${id}`}
            name="device"
            type="text"
            dir="auto"
            autoComplete="off"
            required
            maxLength={80}
            defaultValue={plainText(device)}
          />
        </div>
        <button className="button quiet" type="submit">
          {t('devices.renameAct')}
        </button>
      </Form>
    </details>
  );
}
