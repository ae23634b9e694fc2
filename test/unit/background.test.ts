import { describe, expect, it } from 'vitest';
import { isBackground } from '../../electron/authority/operations/policies/background.ts';

describe('isBackground', () => {
  it.each([
    ['/poll', '/poll', true],
    ['/poll', '/poll?since=3', true],
    ['/poll', '/poll#top', true],
    ['/poll', '/poll/', false],
    ['/poll', '/polling', false],
    ['/poll', '/POLL', false],
    ['/api/*', '/api/', true],
    ['/api/*', '/api/a/b', true],
    ['/api/*', '/api', false],
    ['/api/*/events', '/api/7/events', true],
    ['/api/*/events', '/api/7/8/events', true],
    ['/api/*/events', '/api/events', false],
    ['/api/*/events', '/api/7/events/9', false],
    ['*', '/anything', true],
    ['*/socket', '/a/socket', true],
    ['/a*b*c', '/aXbYc', true],
    ['/a*b*c', '/abc', true],
    ['/a*b*c', '/acb', false],
    ['/a*a', '/a', false],
    ['/a*ba*ba', '/aba', false],
    ['/a**b', '/ab', true],
    ['/x.y', '/xzy', false],
    ['/*?q', '/a?q', false],
  ])('%s and %s: %s', (pattern, uri, expected) => {
    expect(isBackground([pattern], uri)).toBe(expected);
  });

  it('takes any of several patterns, and none for none', () => {
    expect(isBackground(['/a', '/b'], '/b')).toBe(true);
    expect(isBackground([], '/b')).toBe(false);
  });

  it('is quick whatever the pattern', () => {
    const startedAt = performance.now();
    expect(isBackground([`/${'a*'.repeat(200)}b`], `/${'a'.repeat(8000)}`)).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});
