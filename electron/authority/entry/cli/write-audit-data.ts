/** As many of a list as are read at a glance; `audit export` has all of it. */
const listedMax = 5;

/** The data of an entry in one line, by the names that the commands use: `limit: 2 → 3, disabled: true`. */
export function writeAuditData(data: Readonly<Record<string, unknown>>): string {
  const { from, to, ...rest } = data;
  const sides = isRecord(from) && isRecord(to) ? listDifferences(from, to) : [];
  const others = Object.entries(sides.length > 0 ? rest : data).map(([key, value]) =>
    isRecord(value) && 'from' in value && 'to' in value
      ? `${key}: ${writeValue(value['from'])} → ${writeValue(value['to'])}`
      : `${key}: ${writeValue(value)}`,
  );
  return [...sides, ...others].join(', ');
}

function listDifferences(
  from: Readonly<Record<string, unknown>>,
  to: Readonly<Record<string, unknown>>,
): string[] {
  return Object.entries(to)
    .filter(([key, value]) => JSON.stringify(from[key]) !== JSON.stringify(value))
    .map(([key, value]) =>
      isRecord(value) && isRecord(from[key])
        ? `${key}: ${listDifferences(from[key], value).join(', ')}`
        : `${key}: ${key in from ? `${writeValue(from[key])} → ` : ''}${writeValue(value)}`,
    );
}

function writeValue(value: unknown): string {
  if (typeof value === 'string') return value === '' ? '""' : value;
  if (!Array.isArray(value)) return JSON.stringify(value) ?? '';
  const shown = value.slice(0, listedMax).map(writeValue).join(' ');
  if (value.length > listedMax) return `[${shown} … ${String(value.length)} in all]`;
  return `[${shown}]`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
