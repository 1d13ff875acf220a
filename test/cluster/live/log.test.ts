import { afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../../source/kubernetes/clock.ts';
import {
  type FollowLogOptions,
  followLog,
  type LogEvent,
} from '../../../source/kubernetes/logs/log-follower.ts';
import { kubectl } from '../program.ts';
import {
  containerOf,
  createPod,
  hasBegun,
  image,
  namespace,
  namespaceForFile,
  proxy,
  runs,
  transport,
  until,
} from './bench.ts';

namespaceForFile();

describe('a log on a real cluster', () => {
  const events: LogEvent[] = [];
  let stop: AbortController;
  let reading: Promise<void>;

  function read(name: string, options: Partial<FollowLogOptions> = {}): void {
    events.length = 0;
    stop = new AbortController();
    // Retries come after a tenth of the time, so that fifty of them do not take minutes.
    const clock = {
      ...systemClock,
      after: (ms: number, ring: () => void) => systemClock.after(ms / 10, ring),
    };
    const where = { namespace, pod: name, container: 'main' };
    const log = followLog({
      transport,
      ...where,
      signal: stop.signal,
      clock,
      idleDeadline: 3_000_000,
      ...options,
    });
    reading = (async () => {
      for await (const event of log) events.push(event);
    })();
  }

  afterEach(async () => {
    stop.abort();
    await reading;
  });

  const texts = () => events.flatMap((event) => (event.type === 'line' ? [event.text] : []));
  const count = (type: LogEvent['type']) => events.filter((event) => event.type === type).length;

  test('loses and repeats no line over fifty cuts', async () => {
    const script =
      'i=0; while [ $i -lt 60000 ]; do i=$((i+1)); echo "line $i"; [ $((i % 40)) = 0 ] && /bin/busybox usleep 15000; done; echo done; exec /bin/sleep 3600';
    await createPod('talker', script);
    await runs('talker');
    read('talker');
    for (let cut = 0; cut < 50; cut += 1) {
      const before = texts().length;
      await until(() => texts().length > before + 50, `lines after cut ${cut}`);
      proxy.cut();
      await until(() => count('reconnecting') > cut, `cut ${cut} is noticed`);
    }
    await until(() => texts().at(-1) === 'done', 'the last line');
    const expected = Array.from({ length: 60_000 }, (_, index) => `line ${index + 1}`);
    expect(texts()).toEqual([...expected, 'done']);
    expect(count('gap')).toBe(0);
  });

  test('ends with the container, with its last words though they have no newline', async () => {
    await createPod('short', 'echo first; /bin/sleep 2; printf "last words"', { restartPolicy: 'Never' });
    await hasBegun('short');
    read('short');
    await reading;
    expect(texts()).toEqual(['first', 'last words']);
    expect(events.at(-1)).toEqual({ type: 'end', reason: 'ended' });
  });

  test('is waited for while the container is not started yet', async () => {
    await createPod('late', 'echo here; exec /bin/sleep 3600');
    read('late');
    await until(() => texts().includes('here'), 'the first line');
  });

  test('of a run that was replaced is read to its end', async () => {
    // The first run ends when it is told to, the second stays: a volume outlives them.
    const second = '[ -e /mark/ran ] && { echo of the next run; exec /bin/sleep 3600; }';
    const told = 'until [ -e /mark/end ]; do /bin/sleep 0.1; done';
    const script = `${second}; echo > /mark/ran; echo begin; ${told}; echo end; exit 1`;
    const command = ['/bin/busybox', 'sh', '-c', script];
    const volumeMounts = [{ name: 'mark', mountPath: '/mark' }];
    await createPod('again', '', {
      volumes: [{ name: 'mark', emptyDir: {} }],
      containers: [{ name: 'main', image, imagePullPolicy: 'IfNotPresent', command, volumeMounts }],
    });
    await runs('again');
    const { containerID } = await containerOf('again');
    let isCut = false;
    // Only what comes after a cut tells that the run is another one.
    const inspect = async () => {
      if (!isCut) return 'running' as const;
      await until(async () => (await containerOf('again')).restartCount === 1, 'the second run');
      await runs('again');
      return 'replaced' as const;
    };
    read('again', { containerId: containerID, inspect });
    await until(() => texts().includes('begin'), 'the first line');
    isCut = true;
    proxy.cut();
    await kubectl('-n', namespace, 'exec', 'again', '--', '/bin/busybox', 'touch', '/mark/end');
    await reading;
    expect(texts()).toEqual(['begin', 'end']);
    expect(events.at(-1)).toEqual({ type: 'end', reason: 'ended' });
  });

  test('of a quiet container stays open, and brings its first line late', async () => {
    await createPod('quiet', '/bin/sleep 40; echo awake; exec /bin/sleep 3600');
    await runs('quiet');
    read('quiet');
    await until(() => texts().length > 0, 'the first line');
    expect(events).toMatchObject([{ type: 'line', text: 'awake' }]);
  });

  test('of a pod that does not exist says so', async () => {
    read('nobody');
    await reading;
    expect(events).toMatchObject([
      { type: 'end', reason: 'gone', error: { message: 'pods "nobody" not found' } },
    ]);
  });

  test('that is stopped leaves no connection open', async () => {
    read('talker', { tailLines: 1 });
    await until(() => texts().length === 1, 'the tail');
    transport.close();
    stop.abort();
    await reading;
    await until(() => proxy.connections === 0, 'every connection is closed');
  });
});
