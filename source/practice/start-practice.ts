import { randomBytes } from 'node:crypto';
import { RunningClock } from './clock.ts';
import { Cluster, type ClusterOptions } from './cluster.ts';
import { ControlServer } from './control/control-server.ts';
import { faultControl } from './control/fault-control.ts';
import { logControl } from './control/log-control.ts';
import { startLife } from './controllers/life.ts';
import { LogWriter } from './controllers/log-writer.ts';
import { faultsOf } from './faults/all.ts';
import type { FaultName } from './faults/fault-name.ts';
import type { Faults } from './faults/faults.ts';
import { ApiServer } from './http/server.ts';
import type { Profile } from './kinds/built-in.ts';
import { writeKubeconfig } from './kubeconfig-file.ts';
import type { KubernetesObject } from './object.ts';
import { loadOthers } from './others.ts';
import { restore, stateOf } from './state/restore.ts';
import { type State, StateError } from './state/state.ts';
import { readState, writeState } from './state/state-file.ts';
import type { Store } from './store/store.ts';
import { exec } from './streams/exec.ts';
import { logs } from './streams/log.ts';
import { NodePorts } from './streams/node-ports.ts';
import { portForward } from './streams/port-forward.ts';
import { makeCertificate } from './tls/certificate.ts';

export interface PracticeOptions extends ClusterOptions {
  /** 0, or nothing, takes a free one. */
  port?: number;
  /** What goes wrong from the start. */
  faults?: readonly FaultName[];
  /** A file to go on from, if it is there, and to save to on `close`. */
  state?: string;
  /** A state of another profile is refused; otherwise it is taken in its own. */
  profileIsSaid?: boolean;
  /** How many pods of others are there already. */
  pods?: number;
  /** Lines of log that all containers together write in a second. */
  logRate?: number;
}

export interface Practice {
  /** The path of a kubeconfig that reaches this cluster; gone after `close`. */
  kubeconfig: string;
  server: string;
  profile: Profile;
  cluster: Cluster;
  store: Store;
  /** For subresources that speak other protocols, and for what is to be refused. */
  api: ApiServer;
  faults: Faults;
  /** The URL of the control server. */
  control: string;
  /** What both servers want to be shown, and the certificate that they show, as PEM. */
  token: string;
  certificate: string;
  close(): Promise<void>;
}

function stateIn({ state: file, profile, profileIsSaid }: PracticeOptions): { file?: string; state?: State } {
  if (file === undefined) return {};
  const state = readState(file);
  if (state && profileIsSaid && state.profile !== profile)
    throw new StateError('other-profile', file, `profile ${state.profile}, not ${profile}`);
  return { file, ...(state ? { state } : {}) };
}

const nameOf = ({ apiVersion, kind, metadata: { namespace, name } }: KubernetesObject) =>
  `${apiVersion} ${kind} ${namespace ? `${namespace}/` : ''}${name}`;

/** Starts a practice cluster that kubectl, helm and this program reach like any other. Throws a StateError. */
export async function startPractice(options: PracticeOptions): Promise<Practice> {
  const { file: stateFile, state } = stateIn(options);
  const certificate = makeCertificate();
  const profile = state?.profile ?? options.profile;
  const clock = new RunningClock(options.speed, Math.max(Date.now(), state?.now ?? 0));
  const firstRevision = state?.revision;
  const cluster = new Cluster({
    clock,
    ...options,
    profile,
    firstRevision,
    authority: certificate.certificate,
  });
  const life = startLife(cluster);
  const { kubelet, nodePortsInstead } = life;
  const token = randomBytes(24).toString('hex');
  const api = new ApiServer(cluster, certificate, token);
  api.router.connect('pods', 'log', logs(kubelet));
  api.router.connect('pods', 'exec', exec(kubelet));
  api.router.connect('pods', 'portforward', portForward(kubelet));
  const server = await api.listen(options.port ?? 0);
  cluster.run(() => new NodePorts(cluster, kubelet, nodePortsInstead));
  const logWriter = new LogWriter(cluster, kubelet);
  cluster.run(() => logWriter);
  logWriter.rate = options.logRate ?? 0;
  const [stranger] = state ? restore(cluster, kubelet, state) : [];
  if (stranger && stateFile !== undefined) {
    // What cannot be taken would be missing from the file once it is saved.
    cluster.stop();
    await api.close();
    throw new StateError('damaged', stateFile, `objects: ${JSON.stringify(nameOf(stranger))} is not served`);
  }
  if (options.pods && !state) loadOthers(cluster, options.pods);
  const faults = faultsOf(cluster, life, api);
  const controls = new ControlServer(
    { faults: faultControl(faults), 'log-rate': logControl(cluster, logWriter) },
    certificate,
    token,
  );
  const control = await controls.listen();
  faults.restore(state?.faults ?? []);
  for (const name of options.faults ?? []) faults.set(name, true);
  const file = writeKubeconfig({
    server,
    control,
    certificate: certificate.certificate,
    token,
    context: 'practice',
  });
  let closing: Promise<void> | undefined;
  let isKept = stateFile === undefined;
  // At once and in one go: whoever ends this asks perhaps a second time, and is then waited for no more.
  const keep = () => {
    if (isKept || stateFile === undefined) return;
    isKept = true;
    // As it is now, and not as it is left when all of its programs have ended.
    const last = stateOf(cluster, kubelet, faults.save());
    cluster.stop();
    writeState(stateFile, last);
  };
  // Also when the program ends without closing its cluster.
  if (stateFile !== undefined) process.once('exit', keep);
  const close = async () => {
    process.off('exit', keep);
    file.remove();
    try {
      keep();
    } finally {
      cluster.stop();
      await Promise.all([api.close(), controls.close()]);
    }
  };
  return {
    kubeconfig: file.path,
    server,
    profile,
    cluster,
    store: cluster.store,
    api,
    faults,
    control,
    token,
    certificate: certificate.certificate,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
