import {
  IconApps,
  IconChartBar,
  IconDatabase,
  IconDeviceLaptop,
  IconGauge,
  IconLayoutDashboard,
  IconListDetails,
  IconSettings,
  IconShieldCheck,
  IconUsers,
} from '@tabler/icons-react';

/** The screens inside the frame, in the order of the navigation. */
export const screenIcons = {
  overview: IconLayoutDashboard,
  sessions: IconDeviceLaptop,
  users: IconUsers,
  limits: IconGauge,
  apps: IconApps,
  reports: IconChartBar,
  network: IconShieldCheck,
  audit: IconListDetails,
  backup: IconDatabase,
  settings: IconSettings,
} as const;
