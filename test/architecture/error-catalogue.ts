import type { SourceFile } from './read-sources.ts';

type Catalogue = Readonly<Record<string, { readonly status: number; readonly sentence: string }>>;

/** Codes that no source outside the catalogue names. */
export function checkCodesUsed(catalogue: Catalogue, files: readonly SourceFile[]): string[] {
  return Object.keys(catalogue)
    .filter((code) => !files.some(({ text }) => new RegExp(`['"\`]${code}['"\`]|\\b${code}:`).test(text)))
    .map((code) => `${code} is used nowhere`);
}

/** The table of the documentation says of each code what the catalogue says, and names no other. */
export function checkCodesDocumented(catalogue: Catalogue, markdown: string): string[] {
  const rows = new Map(
    [...markdown.matchAll(/^\|\s*`(\w+)`\s*\|\s*(\d+)\s*\|\s*(.*?)\s*\|\s*$/gm)].map(
      ([, code = '', status, sentence]) => [code, `${status} ${sentence}`],
    ),
  );
  const wrong = Object.entries(catalogue)
    .filter(([code, { status, sentence }]) => rows.get(code) !== `${status} ${sentence}`)
    .map(([code, { status, sentence }]) => `the table needs: | \`${code}\` | ${status} | ${sentence} |`);
  const unknown = [...rows.keys()].filter((code) => !(code in catalogue));
  return [...wrong, ...unknown.map((code) => `${code} is in the table and not in the catalogue`)];
}
