import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Alarm, CertificateView } from '../../shared/model/status.ts';
import { adminPassword, startSetUpAuthority, type AuthorityProcess } from '../support/authority-process.ts';
import { eventually } from '../support/eventually.ts';
import { openControl, type Control } from '../support/open-control.ts';

const proof = { admin: 'boss', password: adminPassword };
const name = 'rollcall.example.com';
let authority: AuthorityProcess;
let control: Control;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  control = openControl(authority);
});

afterAll(() => authority.remove());

const look = async (): Promise<{ certificate: CertificateView; alarm: Alarm | undefined }> => {
  const { certificate, alarms } = await control.status.get();
  return { certificate, alarm: alarms.find(({ code }) => code === 'certificate_lacks_hosts') };
};

it('the address of this computer is in the first certificate, and nothing warns', async () => {
  const { certificate, alarm } = await look();
  expect(alarm).toBeUndefined();
  expect(certificate.uncovered).toEqual([]);
});

it('a name that the authority may not vouch for is said, until another authority is made with it', async () => {
  await control.settings.set({ values: { 'network.names': [name, 'kasse.lan'] } });
  const said = await eventually('the alarm', async () => {
    const now = await look();
    return now.alarm && now;
  });
  expect(said.alarm?.facts).toEqual({ code: 'certificate_lacks_hosts', hosts: [name], more: 0 });
  expect(said.certificate.uncovered).toEqual([name]);
  expect(said.certificate.own.names).toContain('kasse.lan');
  expect(said.certificate.own.names).not.toContain(name);

  await control.network.makeAuthority(proof);
  const mended = await look();
  expect(mended.alarm).toBeUndefined();
  expect(mended.certificate.uncovered).toEqual([]);
  expect(mended.certificate.own.names).toContain(name);
});
