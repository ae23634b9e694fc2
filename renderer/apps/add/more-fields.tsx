import { AddressFields } from '../fields/address-fields.tsx';
import type { FieldProperties } from '../fields/field-properties.ts';
import { OpenidFields } from '../fields/openid-fields.tsx';
import { RequestFields } from '../fields/request-fields.tsx';
import { TellsFields } from '../fields/tells-fields.tsx';
import type { AskedField } from '../templates/app-template.ts';

/** Every field that the template does not ask for by itself. */
export function MoreFields({ asks, ...fields }: FieldProperties & { readonly asks: readonly AskedField[] }) {
  return (
    <>
      {!asks.includes('url') && <AddressFields {...fields} />}
      <RequestFields {...fields} />
      <TellsFields {...fields} />
      <OpenidFields {...fields} asked={asks} />
    </>
  );
}
