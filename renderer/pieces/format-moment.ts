import { formatTag } from '../../shared/languages.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Nearer than this is simply now, in both directions. */
const nowMs = 45_000;

/**
 * For Intl: the system's own way of writing dates where it is in the language of the texts, such as 24 hours in British
 * English; else that of the language.
 */
export function getFormatLanguage(language: string): string {
  return formatTag(navigator.languages.find((one) => one.split('-')[0] === language) ?? language);
}

/** @returns undefined when it is now */
export function formatMoment(at: number, now: number, language: string): string | undefined {
  const distance = at - now;
  const size = Math.abs(distance);
  if (size < nowMs) return undefined;
  // Narrow says no more than "7m ago", which English reads well; in German the same would be seven metres.
  const style = language.startsWith('en') ? 'narrow' : 'short';
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'always', style });
  if (size < hourMs)
    return relative.format(Math.sign(distance) * Math.max(1, Math.round(size / minuteMs)), 'minute');
  if (size < dayMs) return relative.format(Math.sign(distance) * Math.round(size / hourMs), 'hour');
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
}

export function formatFullTime(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long' }).format(at);
}

export function formatClock(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' }).format(at);
}
