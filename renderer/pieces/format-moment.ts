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
  const relative = getRelativeFormat(language);
  if (size < hourMs)
    return relative.format(Math.sign(distance) * Math.max(1, Math.round(size / minuteMs)), 'minute');
  if (size < dayMs) return relative.format(Math.sign(distance) * Math.round(size / hourMs), 'hour');
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return getDateFormat(language, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
    ...clockOf(language),
  }).format(at);
}

export function formatFullTime(at: number, language: string): string {
  return getDateFormat(language, { dateStyle: 'full', timeStyle: 'long' }).format(at);
}

/** As short as a time with its zone can be said. */
export function formatWholeTime(at: number, language: string): string {
  return getDateFormat(language, { dateStyle: 'medium', timeStyle: 'long' }).format(at);
}

export function formatMinute(at: number, language: string): string {
  return getDateFormat(language, { dateStyle: 'short', timeStyle: 'short' }).format(at);
}

export function formatClock(at: number, language: string): string {
  return getDateFormat(language, clockOf(language)).format(at);
}

/** Two digits, as on a clock of 24 hours; one of twelve is written "4:00 AM". */
function clockOf(language: string): Intl.DateTimeFormatOptions {
  const { hour12 = false } = getDateFormat(language, { hour: 'numeric' }).resolvedOptions();
  return { hour: hour12 ? 'numeric' : '2-digit', minute: '2-digit' };
}

/** @param day `2026-03-01`; empty: none */
export function formatDay(day: string, language: string): string {
  return day === '' ? '' : getDateFormat(language, { dateStyle: 'medium' }).format(new Date(`${day}T12:00`));
}

/** To make one takes longer than to write a hundred times with it, and a table writes hundreds. */
const dateFormats = new Map<string, Intl.DateTimeFormat>();
const relativeFormats = new Map<string, Intl.RelativeTimeFormat>();

function getDateFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([language, options]);
  const format = dateFormats.get(key) ?? new Intl.DateTimeFormat(language, options);
  dateFormats.set(key, format);
  return format;
}

function getRelativeFormat(language: string): Intl.RelativeTimeFormat {
  // Narrow is "7m ago" in English, which reads well; in German it would be seven metres.
  const style = language.startsWith('en') ? 'narrow' : 'short';
  const format =
    relativeFormats.get(language) ?? new Intl.RelativeTimeFormat(language, { numeric: 'always', style });
  relativeFormats.set(language, format);
  return format;
}
