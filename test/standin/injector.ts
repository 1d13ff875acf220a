import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { keepCaBundle } from './injector/ca-bundle.ts';
import { patchOf } from './injector/patch.ts';
import type { Pod } from './injector/pod.ts';
import { wantsSidecar } from './injector/policy.ts';
import { type Mesh, renderSidecar } from './injector/render.ts';
import { type AdmissionRequest, type AdmissionResponse, serveAdmission } from './shared/admission.ts';
import { readFlags } from './shared/flags.ts';
import { keepHealthFile, seconds } from './shared/health.ts';
import { setProgram } from './shared/kubernetes.ts';
import { logger } from './shared/log.ts';
import { BUILD } from './shared/version.ts';

const log = logger();

interface Config {
  policy: string;
  template: string;
}

export async function injector(args: string[]): Promise<void> {
  setProgram('sidecar-injector');
  const { flags } = readFlags(args);
  const file = (flag: string) => readFileSync(flags.get(flag) ?? '', 'utf8');
  log.info(`version ${BUILD}`);
  const config = () => load(file('injectConfig')) as Config;
  const mesh = load(file('meshConfig')) as Mesh;
  const { policy, template } = config();
  log.info(`New configuration: sha256sum ${hash(file('injectConfig'))}`);
  log.info(`Policy: ${policy}`);
  log.info(`Template: |\n  ${template.replaceAll('\n', '\n  ')}`);
  const caBundle = Buffer.from(file('caCertFile')).toString('base64');
  try {
    await keepCaBundle('istio-sidecar-injector', 'sidecar-injector.istio.io', caBundle);
  } catch (error) {
    process.stderr.write(`Error: failed to start patch cert loop: ${(error as Error).message}\n`);
    process.exit(1);
  }
  await serveAdmission(
    { cert: flags.get('tlsCertFile') ?? '', key: flags.get('tlsKeyFile') ?? '' },
    { '/inject': (request) => inject(config(), mesh, request) },
  );
  const health = flags.get('healthCheckFile');
  if (health) keepHealthFile(health, seconds(flags.get('healthCheckInterval') ?? '2s'));
}

function inject({ policy, template }: Config, mesh: Mesh, request: AdmissionRequest): AdmissionResponse {
  const pod = request.object as Pod;
  const namespace = request.namespace || pod.metadata.namespace || 'default';
  const name = pod.metadata.name ?? `${pod.metadata.generateName}***** (actual name not yet known)`;
  const { username, uid, groups = [] } = request.userInfo ?? {};
  log.info(
    `AdmissionReview for Kind=/v1, Kind=Pod Namespace=${namespace} Name=${request.name ?? ''} (${name}) UID=${request.uid} Rfc6902PatchOperation=${request.operation} UserInfo={${username} ${uid} [${groups.join(' ')}] map[]}`,
  );
  if (!wantsSidecar(policy, namespace, pod)) {
    log.info(`Skipping ${namespace}/${name} due to policy check`);
    return { allowed: true };
  }
  try {
    const patch = JSON.stringify(patchOf(pod, renderSidecar(template, mesh, namespace, pod), hash(template)));
    log.info(`AdmissionResponse: patch=${patch}\n`);
    return { allowed: true, patch: Buffer.from(patch).toString('base64'), patchType: 'JSONPatch' };
  } catch (error) {
    log.error(`Pod injection failed: ${(error as Error).message}`);
    return { allowed: false, status: { message: (error as Error).message } };
  }
}

/** Istio 1.1 writes this of the template into the annotation of every pod that it injects. */
function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
