import type { Frame } from './frame.ts';

const pages = [
  ['apps', '/apps'],
  ['devices', '/devices'],
] as const;

/** Between the two pages of somebody who is signed in. */
export function PortalNav(props: { readonly frame: Frame; readonly here: 'apps' | 'devices' }) {
  const { frame, here } = props;
  return (
    <nav aria-label={frame.t('brand.pages')}>
      {pages.map(([page, href]) => (
        <a key={page} href={href} aria-current={page === here ? 'page' : undefined}>
          {frame.t(page === 'apps' ? 'apps.title' : 'brand.devices')}
        </a>
      ))}
    </nav>
  );
}
