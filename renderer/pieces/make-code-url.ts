/** Where a one-time code is exchanged for a password, with the name typed in already. Never the code: it is on paper alone. */
export function makeCodeUrl(url: string, userName: string): string {
  return `${url}?username=${encodeURIComponent(userName)}`;
}
