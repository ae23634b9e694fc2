import type { SourceFile } from './read-sources.ts';

/** Dotted names of the procedures of an oRPC contract, found by the mark each carries. */
export function listProcedures(contract: object, prefix = ''): string[] {
  return Object.entries(contract).flatMap(([key, value]: [string, object]) =>
    '~orpc' in value ? [`${prefix}${key}`] : listProcedures(value, `${prefix}${key}.`),
  );
}

/** Procedures for which no source has `…users.add.handler(`, with or without middleware between. */
export function checkHandlers(procedures: readonly string[], files: readonly SourceFile[]): string[] {
  return procedures
    .filter((procedure) => {
      const chain = procedure.replaceAll('.', String.raw`\s*\.\s*`);
      const handler = new RegExp(String.raw`\b${chain}\s*(\.\s*use\([^)]*\)\s*)*\.\s*handler\(`);
      return !files.some(({ text }) => handler.test(text));
    })
    .map((procedure) => `${procedure} has no handler`);
}
