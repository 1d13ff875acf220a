import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Chapter } from '../../source/chapter/chapter.ts';
import { type ChapterOptions, openChapter } from '../../source/chapter/open.ts';
import type { Message } from '../../source/language/message.ts';
import { translate } from '../../source/language/translate.ts';
import { type Practice, startPractice } from '../../source/practice/start-practice.ts';
import { SessionRecord } from '../../source/screen/export/record.ts';
import { scriptOf } from '../../source/screen/export/script.ts';
import { program } from '../headless/program.ts';

const run = promisify(execFile);
const say = (message: Message) => translate('en', message);
const kinds = [
  'namespaces',
  'customresourcedefinitions',
  'clusterroles',
  'clusterrolebindings',
  'mutatingwebhookconfigurations',
  'deployments',
  'services',
  'configmaps',
  'serviceaccounts',
  'jobs',
  'meshpolicies.authentication.istio.io',
  'destinationrules.networking.istio.io',
  'gateways.networking.istio.io',
  'virtualservices.networking.istio.io',
  'rules.config.istio.io',
  'handlers.config.istio.io',
  'instances.config.istio.io',
];

/** It needs a kubectl in its PATH. */
describe('the script of a session', () => {
  let home: string;
  const practices: Practice[] = [];

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'hoist-script-'));
  });
  afterAll(async () => {
    for (const practice of practices) await practice.close();
    rmSync(home, { recursive: true, force: true });
  });

  async function empty(): Promise<{ practice: Practice; env: NodeJS.ProcessEnv }> {
    const practice = await startPractice({ profile: 'chapter', speed: 60, seed: 7 });
    practices.push(practice);
    return { practice, env: { PATH: process.env.PATH, HOME: home, KUBECONFIG: practice.kubeconfig } };
  }

  /** Seeded clusters have one UID: without a place of its own one test would go on from what another has kept. */
  const open = ({ kubeconfig }: Practice, options: ChapterOptions = {}): Promise<Chapter> =>
    openChapter({
      kubeconfig,
      release: '1.1.0',
      environment: { XDG_STATE_HOME: mkdtempSync(join(home, 'state-')) },
      ...options,
    });

  /**
   * What is there of every kind: names, and what each was asked to be. Serials of the cluster's own count are left out, and hoist's
   * record of what it has written, which a script does not keep.
   */
  async function objects(env: NodeJS.ProcessEnv): Promise<Record<string, unknown>> {
    const found: Record<string, unknown> = {};
    for (const kind of kinds) {
      const { stdout } = await run('kubectl', ['get', kind, '--all-namespaces', '-o', 'json'], {
        env,
        maxBuffer: 64 * 1024 * 1024,
      });
      for (const { metadata, spec, data, rules, webhooks } of JSON.parse(stdout).items) {
        const { name, namespace = '', labels } = metadata;
        if (name === 'hoist-inventory') continue;
        const { clusterIP: _ip, ports, selector, ...rest } = spec ?? {};
        const { template, ...plain } = rest;
        const asked = {
          labels,
          rules,
          data,
          plain: kind === 'services' || kind === 'jobs' ? undefined : plain,
          images: template?.spec?.containers?.map(({ image, args }: Record<string, unknown>) => [
            image,
            args,
          ]),
          selector: kind === 'jobs' ? undefined : selector,
          webhooks: webhooks?.map(({ name: webhook }: { name: string }) => webhook),
          ports: ports?.map(({ port, targetPort }: Record<string, unknown>) => [port, targetPort]),
        };
        // A Job of the cluster's own carries the UID of the one before it in its labels.
        if (kind === 'jobs') asked.labels = undefined;
        found[`${kind} ${namespace}/${name}`] = JSON.parse(JSON.stringify(asked));
      }
    }
    return found;
  }

  it('raises on an empty cluster what the session raised', { timeout: 300_000 }, async () => {
    const first = await empty();
    const chapter = await open(first.practice);
    const record = new SessionRecord();
    let result: string | undefined;
    for await (const event of chapter.up({ signal: AbortSignal.timeout(200_000) })) {
      record.take(event);
      if (event.type === 'finished') result = event.result;
    }
    const { context, namespace, release } = chapter;
    chapter.close();
    expect(result).toBe('done');
    const at = '2026-01-01T00:00:00Z';
    const script = join(home, 'session.sh');
    writeFileSync(script, scriptOf(record.entries, { context, namespace, release, at, say }));

    const second = await empty();
    const { stdout } = await run('sh', [script], { env: second.env, maxBuffer: 64 * 1024 * 1024 });
    expect(stdout).toContain('created');
    const wanted = await objects(first.env);
    expect(Object.keys(wanted).length).toBeGreaterThan(150);
    await expect.poll(() => objects(second.env), { timeout: 60_000 }).toEqual(wanted);
  });

  it('raises what was chosen too: strict, and without some components', { timeout: 300_000 }, async () => {
    const first = await empty();
    const wish = { mtls: 'strict', with: [], without: ['kiali', 'grafana'] } as const;
    const chapter = await open(first.practice, { wish: { ...wish, with: [], without: [...wish.without] } });
    const record = new SessionRecord();
    for await (const event of chapter.up({ signal: AbortSignal.timeout(200_000) })) record.take(event);
    const { context, namespace, release, choice } = chapter;
    chapter.close();
    const at = '2026-01-01T00:00:00Z';
    const script = join(home, 'chosen.sh');
    writeFileSync(script, scriptOf(record.entries, { context, namespace, release, choice, at, say }));

    const second = await empty();
    const env = withHoist(second.env);
    await run('sh', [script], { env, maxBuffer: 64 * 1024 * 1024 });
    const wanted = await objects(first.env);
    const names = Object.keys(wanted).join(' ');
    expect(names).toContain('deployments istio-system/istio-pilot');
    expect(names).not.toMatch(/deployments istio-system\/(kiali|grafana)/);
    await expect.poll(() => objects(second.env), { timeout: 60_000 }).toEqual(wanted);
  });

  /** hoist on the PATH, for what no file of a release says. */
  function withHoist(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    const bin = mkdtempSync(join(home, 'bin-'));
    writeFileSync(join(bin, 'hoist'), `#!/bin/sh\nexec ${process.execPath} ${program} "$@"\n`, {
      mode: 0o700,
    });
    return { ...env, HOME: mkdtempSync(join(home, 'home-')), PATH: `${bin}:${env.PATH}` };
  }

  it('does each run in its order as it was chosen then, where the choice has changed between them', {
    timeout: 300_000,
  }, async () => {
    const first = await empty();
    const chapter = await open(first.practice, { wish: { mtls: 'strict', with: [], without: ['kiali'] } });
    const record = new SessionRecord();
    const signal = AbortSignal.timeout(200_000);
    const results: string[] = [];
    const follow = async (events: ReturnType<Chapter['up']>) => {
      for await (const event of events) {
        record.take(event, chapter);
        if (event.type === 'finished') results.push(event.result);
      }
    };
    await follow(chapter.up({ signal }));
    await chapter.choose({ mtls: 'permissive' }, signal);
    await chapter.choose({ component: 'kiali' }, signal);
    await chapter.choose({ component: 'grafana' }, signal);
    await follow(chapter.up({ signal }));
    await follow(chapter.undo('bookinfo', { signal }));
    const { context, namespace, release, choice } = chapter;
    chapter.close();
    expect(results).toEqual(['done', 'done', 'done']);
    const script = join(home, 'changing.sh');
    const at = '2026-01-01T00:00:00Z';
    writeFileSync(script, scriptOf(record.entries, { context, namespace, release, choice, at, say }));
    expect(readFileSync(script, 'utf8').match(/^hoist up .*--to control-plane --yes$/gm)).toEqual([
      expect.stringContaining('--mtls strict --without kiali'),
      expect.stringMatching(/--mtls permissive .*--without grafana/),
    ]);

    const second = await empty();
    await run('sh', [script], { env: withHoist(second.env), maxBuffer: 64 * 1024 * 1024 });
    const wanted = await objects(first.env);
    const names = Object.keys(wanted).join(' ');
    expect(names).toMatch(/deployments istio-system\/kiali/);
    expect(names).not.toMatch(/istio-system\/grafana|reviews-v1/);
    await expect.poll(() => objects(second.env), { timeout: 60_000 }).toEqual(wanted);
  });

  it('takes down again what the session took down', { timeout: 300_000 }, async () => {
    const { practice, env } = await empty();
    const chapter = await open(practice);
    const record = new SessionRecord();
    const signal = AbortSignal.timeout(200_000);
    for await (const event of chapter.up({ signal })) record.take(event);
    for await (const event of chapter.down({ signal })) record.take(event);
    const { context, namespace, release } = chapter;
    chapter.close();
    const script = join(home, 'there-and-back.sh');
    const at = '2026-01-01T00:00:00Z';
    writeFileSync(script, scriptOf(record.entries, { context, namespace, release, at, say }));
    await run('sh', [script], { env, maxBuffer: 64 * 1024 * 1024 });
    const what = 'crd,clusterroles,ns,deployments';
    const left = async () => (await run('kubectl', ['get', what, '-A', '-o', 'name'], { env })).stdout;
    await expect.poll(left).not.toMatch(/istio|details-v1/);
  });
});
