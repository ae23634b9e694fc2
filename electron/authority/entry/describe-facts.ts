/** The facts of a refused start in lines a person can act on: `port: 8443`, `holder: nginx (pid 12)`. */
export function describeFacts(facts: Readonly<Record<string, unknown>>): string {
  return Object.entries(listFacts(facts))
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n');
}

export function listFacts(facts: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}
