import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Practice, startPractice } from '../../source/practice/start-practice.ts';
import { release } from './directories.ts';
import { kubectls } from './kubectls.ts';

const demo = 'install/kubernetes/istio-demo.yaml';
const crdFiles = ['crd-10', 'crd-11', 'crd-certmanager-10', 'crd-certmanager-11'].map(
  (name) => `install/kubernetes/helm/istio-init/files/${name}.yaml`,
);
const bookinfo = 'samples/bookinfo/platform/kube/bookinfo.yaml';
const gateway = 'samples/bookinfo/networking/bookinfo-gateway.yaml';

interface Said {
  code: number;
  lines: string[];
  stderr: string;
}

/** The chapter's own shell session, typed into an old kubectl and a new one. Where one is missing that is said, and is no success. */
describe.each(kubectls())('the chapter with kubectl $version', ({ path, missing }) => {
  const program = path ?? '';
  let practice: Practice;
  let home: string;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    if (!path) throw new Error(missing);
    practice = await startPractice({ profile: 'chapter', speed: 60, seed: 4 });
    home = mkdtempSync(join(tmpdir(), 'hoist-transcript-'));
    env = { PATH: process.env.PATH, HOME: home, KUBECONFIG: practice.kubeconfig };
  });
  afterAll(async () => {
    await practice?.close();
    if (home) rmSync(home, { recursive: true, force: true });
  });

  async function kubectl(line: string | string[]): Promise<Said> {
    const args = typeof line === 'string' ? line.split(' ') : line;
    const options = { cwd: release, env, maxBuffer: 64 * 1024 * 1024 };
    const outcome = await promisify(execFile)(program, args, options).then(
      (done) => ({ code: 0, ...done }),
      (error: { code: number | string; stdout: string; stderr: string }) => error,
    );
    if (typeof outcome.code !== 'number') throw new Error(`${program} cannot be run: ${outcome.code}`);
    const { code, stdout, stderr } = outcome;
    return { code, lines: stdout.split('\n').filter(Boolean), stderr };
  }
  async function said(line: string | string[]): Promise<string[]> {
    const { code, lines, stderr } = await kubectl(line);
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    return lines;
  }
  const cells = (lines: string[]) => lines.map((line) => line.trim().split(/ {2,}/));
  /** Each pod of a list as `details-v1-x 2/2 Running 0`. */
  const podsIn = (lines: string[]) =>
    cells(lines)
      .slice(1)
      .map((pod) => pod.slice(0, 4).join(' '));

  it('get nodes', async () => {
    const [, node] = await said('get nodes');
    expect(node).toMatch(/^docker-desktop +Ready +master +14d +v1\.14\.6$/);
  });

  it('apply of the CRD files, and what is then served', async () => {
    const lines: string[] = [];
    for (const file of crdFiles) lines.push(...(await said(`apply -f ${file}`)));
    expect(lines).toHaveLength(58);
    expect(lines[0]).toBe(
      'customresourcedefinition.apiextensions.k8s.io/virtualservices.networking.istio.io created',
    );
    expect(lines.every((line) => line.endsWith(' created'))).toBe(true);
    const istios = async () => (await said('api-resources')).filter((line) => line.includes('istio'));
    await expect.poll(async () => (await istios()).length).toBe(53);
    const resources = await istios();
    expect(resources.join('\n')).toMatch(/^meshpolicies +authentication\.istio\.io\S* +false +MeshPolicy$/m);
    expect(resources.join('\n')).toMatch(/^adapters +config\.istio\.io\S* +true +adapter$/m);
    const definitions = (await said('get crd')).filter((line) => line.includes('istio'));
    expect(definitions).toHaveLength(53);
    expect(definitions[0]).toMatch(/^adapters\.config\.istio\.io +\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const { lines: none, stderr } = await kubectl('get gateway');
    expect({ none, words: stderr.startsWith('No resources found') }).toEqual({ none: [], words: true });
  });

  it('apply of istio-demo.yaml: the CRDs unchanged, the rest created', async () => {
    const lines = await said(`apply -f ${demo}`);
    expect(lines[0]).toBe('namespace/istio-system created');
    const others = lines.filter((line) => !line.endsWith(' created'));
    expect(others.filter((line) => !line.endsWith(' unchanged'))).toEqual([]);
    // In the official file two of cert-manager's share one document, and kubectl sees the second alone.
    expect(others).toHaveLength(57);
  });

  it('get namespaces and services', async () => {
    const namespaces = cells(await said('get namespaces')).slice(1);
    expect(namespaces.map(([name, status]) => `${name} ${status}`)).toEqual([
      'default Active',
      'docker Active',
      'istio-system Active',
      'kube-node-lease Active',
      'kube-public Active',
      'kube-system Active',
      'squash-debugger Active',
    ]);
    const services = cells(await said('get svc -n istio-system')).slice(1);
    expect(services).toHaveLength(16);
    const [grafana, citadel] = services;
    expect(grafana?.slice(0, 5).with(2, '')).toEqual(['grafana', 'ClusterIP', '', '<none>', '3000/TCP']);
    expect(citadel?.[4]).toBe('8060/TCP,15014/TCP');
  });

  it('the components come up', async () => {
    await said('-n istio-system wait --for=condition=Available deployment --all --timeout=60s');
    await said('-n istio-system wait --for=condition=Complete job --all --timeout=60s');
    // A Deployment of extensions/v1beta1 may lack one pod by default: one that wants one is Available before it has it.
    const shown = async (start: string) =>
      podsIn(await said('get pod -n istio-system')).find((pod) => pod.startsWith(start));
    await expect.poll(() => shown('grafana-')).toMatch(/ 1\/1 Running 0$/);
    await expect.poll(() => shown('istio-citadel-')).toMatch(/ 1\/1 Running 0$/);
    await expect.poll(() => shown('istio-cleanup-secrets-1.1.0-')).toMatch(/ 0\/1 Completed 0$/);
    await expect.poll(() => shown('istio-pilot-')).toMatch(/ 2\/2 Running 0$/);
    await expect.poll(() => shown('istio-sidecar-injector-')).toMatch(/ 1\/1 Running 0$/);
    await expect
      .poll(async () => (await said('-n istio-system get deployment -l istio=sidecar-injector'))[1])
      .toMatch(/^istio-sidecar-injector +1\/1 +1 +1 +\S+$/);
  });

  it('asks pilot by exec, as istioctl proxy-status does', async () => {
    const [pilot] = await said('-n istio-system get pod -l istio=pilot -o name');
    const ask = '/usr/local/bin/pilot-discovery request GET /debug/syncz';
    const exec = [
      '-n',
      'istio-system',
      'exec',
      pilot ?? '',
      '-c',
      'discovery',
      '--',
      'sh',
      '-c',
      `GODEBUG= ${ask}`,
    ];
    const names = async () => {
      const proxies = JSON.parse((await said(exec)).join('\n')) as Record<string, string>[];
      return proxies.map(({ proxy = '' }) => proxy.replace(/-[^-]+-[^-.]+\..*$/, '')).sort();
    };
    await expect.poll(names).toEqual(['istio-egressgateway', 'istio-ingressgateway']);
    const unknown = await kubectl([
      '-n',
      'istio-system',
      'exec',
      pilot ?? '',
      '-c',
      'discovery',
      '--',
      'nosuch',
    ]);
    expect(unknown.code).not.toBe(0);
    expect(unknown.stderr).toContain('executable file not found in $PATH');
  });

  it('injection is switched on, and Bookinfo gets its sidecars', async () => {
    expect(await said('label namespace default istio-injection=enabled')).toEqual([
      'namespace/default labeled',
    ]);
    const labels = (await said('get namespace -L istio-injection')).slice(1);
    expect(labels[0]).toMatch(/^default +Active +\S+ +enabled$/);
    expect(labels[2]).toMatch(/^istio-system +Active +\S+ +disabled$/);
    expect(await said(`apply -f ${bookinfo}`)).toEqual([
      'service/details created',
      'deployment.extensions/details-v1 created',
      'service/ratings created',
      'deployment.extensions/ratings-v1 created',
      'service/reviews created',
      'deployment.extensions/reviews-v1 created',
      'deployment.extensions/reviews-v2 created',
      'deployment.extensions/reviews-v3 created',
      'service/productpage created',
      'deployment.extensions/productpage-v1 created',
    ]);
    await said('wait --for=condition=Available deployment --all --timeout=60s');
    const readiness = async () => podsIn(await said('get pods')).map((pod) => pod.replace(/^\S+ /, ''));
    await expect.poll(readiness).toEqual(Array(6).fill('2/2 Running 0'));
    const described = (await said('describe pod -l app=productpage')).join('\n');
    expect(described).toMatch(/istio-proxy:\n +Container ID: +docker:\/\/[0-9a-f]{64}\n/);
    expect(described).toMatch(/Image: +docker\.io\/istio\/proxyv2:1\.1\.0\n/);
    expect(described).toMatch(/Image ID: +docker-pullable:\/\/istio\/proxyv2@sha256:[0-9a-f]{64}\n/);
    expect(described).toMatch(
      /Port: +15090\/TCP(?: \(http-envoy-prom\))?\n +Host Port: +0\/TCP(?: \(http-envoy-prom\))?\n +Args:\n +proxy\n +sidecar\n/,
    );
  });

  it('the gateway opens, and the line of the book leads to the page', async () => {
    expect(await said(`apply -f ${gateway}`)).toEqual([
      'gateway.networking.istio.io/bookinfo-gateway created',
      'virtualservice.networking.istio.io/bookinfo created',
    ]);
    expect((await said('get gateway'))[1]).toMatch(/^bookinfo-gateway +\d+[smh]\S*$/);
    const address =
      '{{range.items}}{{range.status.addresses}}{{if eq .type "InternalIP"}}{{.address}}{{end}}{{end}}{{end}}';
    const [host] = await said(['get', 'nodes', '-o', 'template', `--template=${address}`]);
    const [port] = await said([
      ...'get svc istio-ingressgateway -n istio-system -o'.split(' '),
      'jsonpath={.spec.ports[0].nodePort}',
    ]);
    await expect
      .poll(async () => (await fetch(`http://${host}:${port}/productpage`).catch(() => undefined))?.status)
      .toBe(200);
  });

  it('logs -f follows, and port-forward reaches the gateway', async () => {
    const following = spawn(program, ['logs', '-f', 'deployment/productpage-v1', '-c', 'productpage'], {
      env,
    });
    const lines: string[] = [];
    createInterface(following.stdout).on('line', (line) => lines.push(line));
    await expect.poll(() => lines[0]).toContain('listening on port 9080');
    const forwarding = spawn(
      program,
      ['-n', 'istio-system', 'port-forward', 'svc/istio-ingressgateway', ':80'],
      { env },
    );
    const [told] = await once(createInterface(forwarding.stdout), 'line');
    const port = /^Forwarding from 127\.0\.0\.1:(\d+) -> 80$/.exec(told)?.[1];
    const page = await fetch(`http://127.0.0.1:${port}/productpage?u=normal`);
    expect(await page.text()).toContain('<title>Simple Bookstore App</title>');
    await expect
      .poll(() => lines.find((line) => line.includes('u=normal')))
      .toContain('"GET /productpage?u=normal HTTP/1.1" 200');
    const ended = Promise.all([once(following, 'close'), once(forwarding, 'close')]);
    following.kill();
    forwarding.kill();
    await ended;
  });

  it('delete -f in the order of the chapter leaves no CRDs and no pods', async () => {
    // The CRDs are in the first file too: what comes after it finds them gone, in the chapter as here.
    for (const file of [demo, ...crdFiles, bookinfo, gateway]) {
      const { stderr } = await kubectl(`delete -f ${file}`);
      const surprises = stderr
        .split('\n')
        .filter((line) => line && !/NotFound|no matches for kind|ensure CRDs|^Warning:/.test(line));
      expect(surprises).toEqual([]);
    }
    await expect.poll(async () => (await kubectl('get pods')).stderr).toContain('No resources');
    expect((await kubectl('get crds')).stderr).toContain('No resources found');
    const namespaces = cells(await said('get namespaces')).map(([name]) => name);
    expect(namespaces).not.toContain('istio-system');
    // What kubectl delete -f leaves behind is what hoist's own uninstall is for.
    const left = await said([
      'get',
      'secrets',
      '--field-selector',
      'type=istio.io/key-and-cert',
      '-o',
      'name',
    ]);
    expect(left).toEqual(['secret/istio.default']);
  });
});
