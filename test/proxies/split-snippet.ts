/** Takes the snippet apart as an admin does: what stands under each `#### Part N: FILE`, in order. */
export function splitSnippet(snippet: string): { filePath: string; text: string }[] {
  return snippet
    .split(/^(?=#### Part \d+: )/m)
    .slice(1)
    .map((part) => ({ filePath: /^#### Part \d+: (\S+)/.exec(part)?.[1] ?? '', text: part }));
}
