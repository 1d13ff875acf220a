import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hoist, type Line, traces } from './program.ts';
import { tool } from './tool.ts';

/**
 * A chart laid out as that of 1.1, with nothing in it but the two conditions that some Helms stumble over: the list of architectures, which
 * Helm 2.15.0 leaves empty, and `if ($spec.sds) and ...`, which no Helm renders that is built with Go 1.14 or later.
 */
const chart: Record<string, string> = {
  'Chart.yaml': 'apiVersion: v1\nname: istio\nversion: 1.1.0\n',
  'requirements.yaml': 'dependencies: []\n',
  'values.yaml':
    'global: { arch: { amd64: 2, s390x: 2, ppc64le: 0 } }\ngateways: { istio-ingressgateway: { sds: {} } }\n',
  'templates/_affinity.tpl': `
{{- define "affinity" }}
affinity:
  nodeAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
      nodeSelectorTerms:
      - matchExpressions:
        - key: beta.kubernetes.io/arch
          operator: In
          values:
          {{- range $name, $weight := .Values.global.arch }}
          {{- if gt ($weight | int) 0 }}
          - {{ $name }}
          {{- end }}
          {{- end }}
{{- end }}
`,
  'templates/workloads.yaml': `
{{- range $name := list "pilot" "galley" "citadel" "policy" "telemetry" "sidecar-injector" "ingressgateway" "prometheus" }}
apiVersion: apps/v1
kind: Deployment
metadata: { name: istio-{{ $name }}, namespace: istio-system, labels: { istio: {{ $name }} } }
spec:
  selector: { matchLabels: { istio: {{ $name }} } }
  template:
    metadata: { labels: { istio: {{ $name }} } }
    spec:
      containers: [{ name: main, image: docker.io/istio/pilot:1.1.0 }]
      {{- include "affinity" $ | indent 6 }}
---
{{- end }}
{{- range $name, $hook := dict "cleanup-secrets" "post-delete" "security-post-install" "post-install" "grafana-post-install" "post-install" }}
apiVersion: batch/v1
kind: Job
metadata: { name: istio-{{ $name }}, namespace: istio-system, annotations: { helm.sh/hook: {{ $hook }} } }
spec:
  template:
    spec:
      restartPolicy: OnFailure
      containers: [{ name: main, image: docker.io/istio/kubectl:1.1.0 }]
      {{- include "affinity" $ | indent 6 }}
---
{{- end }}
`,
  'templates/role.yaml': `
{{- range $name, $spec := .Values.gateways }}
{{- if ($spec.sds) and (eq $spec.sds.enabled true) }}
{{- end }}
{{- end }}
`,
};

describe('the chart of 1.1 in the hands of a real Helm', () => {
  let release: string;
  const plan = async (helm: string, ...more: string[]) => {
    const flags = ['--release', release, '--via', 'helm', '--helm', await tool(helm), ...more];
    return { flags, ...(await hoist('plan', ...flags, '-o', 'json')) };
  };

  beforeAll(async () => {
    expect(await traces()).toEqual([]);
    release = await mkdtemp(join(tmpdir(), 'hoist-chart-'));
    // What is chosen here is remembered for this cluster, and the other walks are to know nothing of it.
    process.env.XDG_STATE_HOME = join(release, 'state');
    const directory = join(release, 'install/kubernetes/helm/istio');
    await mkdir(join(directory, 'templates'), { recursive: true });
    for (const [name, text] of Object.entries(chart)) await writeFile(join(directory, name), text);
  });
  afterAll(() => rm(release, { recursive: true, force: true }));

  it('is refused as the chapter saw it where 2.15.0 rendered it: ten objects, one line, one cause, before anything is written', async () => {
    const { flags, stdout } = await plan('helm-2.15.0');
    const found = JSON.parse(stdout).findings.filter(({ severity }: Line) => severity === 'error');
    expect(found).toHaveLength(1);
    expect(found[0].message).toContain('Helm 2.15.0');
    expect(found[0].hint).toContain('--set-string global.arch.amd64=2');
    expect(found[0].objects).toHaveLength(10);

    const up = await hoist('up', '--yes', ...flags);
    expect(up.code).toBe(1);
    expect(up.stdout).toContain('values: Required value');
    expect(up.stdout).toContain('Nothing was written.');
    expect(await traces()).toEqual([]);
  });

  it('is mended by the --set-string that is offered, without its Job for after a deletion', async () => {
    const { code, stdout } = await plan('helm-2.15.0', '--set-string', 'global.arch.amd64=2');
    expect(code).toBe(0);
    const { findings, steps, possible } = JSON.parse(stdout);
    expect(findings.filter(({ severity }: Line) => severity === 'error')).toEqual([]);
    expect(possible).toBe(true);
    const names = steps.flatMap(({ items }: Line) => items.map(({ name }: Line) => name));
    expect(names).toContain('istio-security-post-install');
    expect(names).not.toContain('istio-cleanup-secrets');
  });

  it.each(['helm-3.22.0', 'helm-4.3.1'])(
    'is told with its cause and a way out where %s cannot render it',
    async (helm) => {
      const { code, stdout } = await plan(helm);
      expect(code).toBe(2);
      expect(JSON.parse(stdout).error).toMatchObject({
        message: expect.stringContaining('istio/istio#22295'),
        hint: expect.stringContaining('--via manifests --release 1.1.0'),
      });
    },
  );
});
