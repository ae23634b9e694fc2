import { it } from 'vitest';
import { useConsoleHost } from './console-host.ts';
import { SessionsPage } from './pages/sessions-page.ts';
const host = useConsoleHost();
it('perf', async () => {
  const t0 = performance.now();
  const opened = await host.open('city');
  const s = new SessionsPage(opened.page);
  await s.goTo('Sessions');
  await s.rows.first().waitFor();
  console.log('load', Math.round(performance.now() - t0));
  const client = await s.page.context().newCDPSession(s.page);
  const measure = async (label: string, seconds: number) => {
    const out = await s.page.evaluate(async (sec) => {
      const frames: number[] = [];
      let last = performance.now();
      const end = last + sec * 1000;
      const long: number[] = [];
      const po = new PerformanceObserver((list) => { for (const e of list.getEntries()) long.push(Math.round(e.duration)); });
      po.observe({ type: 'longtask' });
      await new Promise<void>((resolve) => {
        const tick = () => { const now = performance.now(); frames.push(now - last); last = now; if (now < end) requestAnimationFrame(tick); else resolve(); };
        requestAnimationFrame(tick);
      });
      po.disconnect();
      frames.sort((a, b) => a - b);
      const q = (p: number) => Math.round(frames[Math.floor(frames.length * p)] ?? 0);
      return { n: frames.length, p50: q(0.5), p95: q(0.95), p99: q(0.99), max: Math.round(frames.at(-1) ?? 0), long: long.length, longs: long.slice(0, 20), storm: window.fake.authority.countStorm(), mem: Math.round(((performance as any).memory?.usedJSHeapSize ?? 0) / 1e6) };
    }, seconds);
    console.log(label, JSON.stringify(out));
  };
  await measure('quiet', 3);
  await s.page.evaluate(() => window.fake.authority.storm(50));
  await measure('storm live', 6);
  await s.rows.first().focus();
  await s.page.keyboard.press('End');
  await measure('storm frozen at end', 6);
  await client.send('Profiler.enable');
  await client.send('Profiler.start');
  await measure('profiled', 5);
  const { profile } = await client.send('Profiler.stop');
  const self = new Map<string, number>();
  const dt = profile.timeDeltas ?? [];
  const byId = new Map(profile.nodes.map((n) => [n.id, n]));
  (profile.samples ?? []).forEach((id, i) => { const n = byId.get(id)!; const k = `${n.callFrame.functionName}:${n.callFrame.url.split('/').pop()}:${n.callFrame.lineNumber}:${n.callFrame.columnNumber}`; self.set(k, (self.get(k) ?? 0) + (dt[i] ?? 0)); });
  console.log([...self].sort((a, b) => b[1] - a[1]).slice(0, 25).map(([k, v]) => `${Math.round(v / 1000)}ms ${k}`).join('\n'));
  console.log(opened.faults);
});
