const usualPorts = { https: 443, http: 80 } as const;

/** The origin under the same name or address as a `Host` that is known to be ours, on another listener. */
export function originAt(host: string, scheme: 'https' | 'http', port: number): string {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return `${scheme}://${name}${port === usualPorts[scheme] ? '' : `:${String(port)}`}`;
}
