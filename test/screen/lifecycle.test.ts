import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { corners, holding, installed, left, prepareProgram } from './harness.ts';

const start = prepareProgram();

/** Tells whether the process and those that it has started now have all ended. */
function ended(pid: number): () => boolean {
  const of = `/proc/${pid}/task/${pid}/children`;
  const children = existsSync(of) ? readFileSync(of, 'utf8').split(' ').filter(Boolean) : [];
  return () => [String(pid), ...children].every((one) => !existsSync(`/proc/${one}`));
}

describe('the terminal', () => {
  test('survives every size, and comes back whole', async () => {
    const screen = start(installed, 200, 60);
    await screen.until(/4 Proxies 8/);
    expect(new Set(corners(screen.text))).toEqual(new Set([7]));
    screen.resize(80, 24);
    await screen.until(/1 Cluster +✔ 1\/1/);
    await screen.quiet();
    expect(new Set(corners(screen.text))).toEqual(new Set([3]));
    screen.resize(20, 5);
    await screen.until(/Too small/);
    await screen.quiet();
    expect(screen.lines.filter(Boolean)).toHaveLength(1);
    screen.resize(120, 40);
    await screen.until(/4 Proxies 8/);
    await screen.quiet();
    expect(new Set(corners(screen.text))).toEqual(new Set([7]));
    expect(screen.lines.filter((line) => line.startsWith(' hoist '))).toHaveLength(1);
    expect(screen.written).not.toContain('\u001b[3J');
  });

  test('writes nothing while nothing changes', async () => {
    const screen = start(installed, 120, 40);
    await screen.until(/1 warned/);
    await screen.quiet();
    const before = screen.written.length;
    await screen.quiet(1500);
    expect(screen.written.slice(before)).toBe('');
  });

  test('q leaves it as it was', async () => {
    const screen = start(installed);
    await screen.until(/18\/18/);
    expect(screen.onAlternateScreen).toBe(true);
    screen.press('q');
    expect(await screen.exited).toMatchObject({ exitCode: 0 });
    await left(screen);
  });

  test('q asks while a step runs, and then says what was written', async () => {
    const screen = start({ done: ['check', 'crds'], holds: 'control-plane' });
    await holding(screen);
    screen.press('q');
    await screen.until(/A step is running\. Leave\?/);
    screen.press('y');
    expect(await screen.exited).toMatchObject({ exitCode: 3 });
    await left(screen);
    expect(screen.text).toContain('hoist wrote to docker-desktop: 13 created, 0 configured, 0 deleted.');
  });

  test('Ctrl-C cancels the run first and says what was written', async () => {
    const screen = start({ done: ['check', 'crds'], holds: 'control-plane' });
    await holding(screen);
    screen.press('ctrl-c');
    expect(await screen.exited).toMatchObject({ exitCode: 3 });
    await left(screen);
    expect(screen.text).toContain('The run of "Control plane" was cancelled');
    expect(screen.text).toContain('13 created');
  });

  test('Ctrl-C leaves from inside a question', async () => {
    const screen = start(installed);
    await screen.until(/6\/7/);
    screen.press('u');
    await screen.until(/Type docker-desktop/);
    screen.press('ctrl-c');
    expect(await screen.exited).toMatchObject({ exitCode: 0 });
    await left(screen);
  });

  test.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s leaves the terminal as it was, and cancels the run first', async (signal, code) => {
    const screen = start({ done: ['check', 'crds'], holds: 'control-plane' });
    await holding(screen);
    screen.kill(signal);
    expect(await screen.exited).toMatchObject({ exitCode: code });
    await left(screen);
    expect(screen.text).toContain('The run of "Control plane" was cancelled');
  });

  test.each([
    ['with a signal', false],
    ['without one', true],
  ] as const)(
    'is lost %s: the run is cancelled and comes to its end, and so does the program',
    async (_, apart) => {
      const directory = mkdtempSync(join(tmpdir(), 'hoist-lost-'));
      onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
      const diary = join(directory, 'diary');
      const screen = start({ done: ['check', 'crds'], holds: 'control-plane', diary, apart });
      await holding(screen);
      const told = ended(screen.pid);
      screen.lose();
      await vi.waitFor(() => expect(readFileSync(diary, 'utf8')).toBe('run cancelled\nclose\n'), 20_000);
      await vi.waitFor(() => expect(told()).toBe(true), 20_000);
      if (!apart) expect(await screen.exited).toMatchObject({ exitCode: 129 });
    },
  );

  test('an error out of the blue leaves the terminal as it was', async () => {
    const screen = start({ ...installed, throws: true });
    await screen.until(/18\/18/);
    screen.kill('SIGUSR2');
    expect((await screen.exited).exitCode).not.toBe(0);
    await left(screen);
    expect(screen.text).toContain('out of the blue');
  });

  test('Ctrl-Z gives the terminal away, and comes back with the whole screen', async () => {
    const screen = start(installed);
    await screen.until(/18\/18/);
    const before = screen.written.length;
    screen.press('ctrl-z');
    await screen.until(() => screen.written.slice(before).includes('\u001b[?1049h'));
    expect(screen.written.slice(before)).toContain('\u001b[?1049l');
    await screen.until(/18\/18/);
    screen.press('j');
    await screen.until(/▸ ✔ CRDs/);
  });

  test('a cluster that cannot be had is one calm sentence with what to do', async () => {
    const screen = start({ rejects: 'connect ECONNREFUSED' });
    const text = await screen.until(/does not answer/);
    expect(text).toContain('Is the cluster running');
    expect(text).not.toContain('    at ');
    screen.press('q');
    expect(await screen.exited).toMatchObject({ exitCode: 4 });
    await left(screen);
    expect(screen.text).toContain('does not answer');
  });

  test('a cluster that never answers is told in the panes, and in how the program ends', async () => {
    const screen = start({ silent: true });
    const text = await screen.until(/3 Components.*does not answer.*Is the cluster running/s);
    expect(text).toContain('connecting');
    expect(text).not.toContain('Nothing is installed');
    screen.press('c');
    await screen.until(/Readiness checks.*does not answer/s);
    screen.press('esc');
    await screen.until((now) => !now.includes('Readiness checks'));
    screen.press('q');
    expect(await screen.exited).toMatchObject({ exitCode: 4 });
    await left(screen);
    expect(screen.text).toContain('does not answer');
  });

  test('a cluster that answers late is checked then', async () => {
    const screen = start({ silent: true, answersAfter: 500 });
    await screen.until(/does not answer/);
    await screen.until(/1 warned/);
    screen.press('q');
    expect(await screen.exited).toMatchObject({ exitCode: 0 });
  });
});
