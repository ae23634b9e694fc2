import {
  IconArrowsSplit2,
  IconBuildingWarehouse,
  IconDeviceMobile,
  IconDoor,
  IconId,
  IconKey,
  IconServer2,
  IconShieldHalf,
} from '@tabler/icons-react';
import type { AppTemplate } from './app-template.ts';
import { erpnextRedirectUri } from './social-login-key.ts';

const proxied = () => ['url', 'upstream'] as const;

/** The ways to add an app, the most wanted first. */
export const appTemplates: readonly AppTemplate[] = [
  {
    id: 'erpnext',
    icon: IconBuildingWarehouse,
    fronts: ['gateway', 'nginx'],
    asks: proxied,
    start: {
      name: 'ERPNext',
      // Only what its open pages ask for by themselves: the live connection, and whether they may hear of a document.
      background: '/socket.io/*\n/api/method/frappe.realtime.*',
      openid: true,
      tells: true,
      tellsFrom: 'cookie',
      tellsName: 'user_id',
      tellsIs: 'email',
    },
    derive: (url) => ({ redirectUris: erpnextRedirectUri(url) }),
  },
  { id: 'gateway', icon: IconDoor, fronts: ['gateway'], asks: proxied, start: {} },
  { id: 'nginx', icon: IconServer2, fronts: ['nginx'], asks: proxied, start: {} },
  { id: 'caddy', icon: IconShieldHalf, fronts: ['caddy'], asks: proxied, start: {} },
  { id: 'traefik', icon: IconArrowsSplit2, fronts: ['traefik'], asks: proxied, start: {} },
  {
    id: 'openid',
    icon: IconKey,
    fronts: ['app'],
    asks: () => ['url', 'redirectUris', 'backchannel'],
    start: { openid: true },
  },
  {
    id: 'remoteUser',
    icon: IconId,
    fronts: ['gateway', 'nginx', 'caddy', 'traefik'],
    asks: proxied,
    start: {},
  },
  {
    id: 'native',
    icon: IconDeviceMobile,
    fronts: ['app'],
    asks: () => [],
    start: { openid: true, public: true, deviceFlow: true },
  },
];
