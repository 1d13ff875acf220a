import type { Programs, StartProgram } from '../controllers/program.ts';
import { addon, addons } from './addons.ts';
import { bookinfo } from './bookinfo.ts';
import { citadel } from './citadel.ts';
import { galley } from './galley.ts';
import { injector } from './injector.ts';
import { istiod } from './istiod.ts';
import { applyResources, cleanupSecrets } from './job-scripts.ts';
import type { Mesh } from './mesh.ts';
import { pilot } from './pilot.ts';

import { proxy } from './proxy.ts';
import { isChapters } from './release-of.ts';

/** The name in an image's reference: `proxyv2` of `docker.io/istio/proxyv2:1.1.0`. */
const imageName = (image: string): string =>
  image
    .replace(/@.*$/, '')
    .replace(/:[^:/]*$/, '')
    .replace(/^.*\//, '');

/** A program that does its work at once and ends well: an init container of any kind. */
const brief: StartProgram = (process) => {
  process.after(process.cluster.random.between(200, 600), () => process.exit(0));
  return {};
};

/** A program that nothing is known of: it runs until it is stopped. */
const idle: StartProgram = () => ({});

/** Which simulated program runs in a container, by its image and what it is told to do. */
export const programsOf =
  (mesh: Mesh): Programs =>
  (container, pod) => {
    const name = imageName(container.image);
    const isInit = (pod.spec.initContainers ?? []).some(
      (one: { name: string }) => one.name === container.name,
    );
    const role = /^examples-bookinfo-(details|ratings|reviews|productpage)/.exec(name)?.[1];
    if (role) return bookinfo(mesh, role);
    // Its own init container sets up iptables and ends.
    if (name === 'proxyv2' && container.args?.[0] !== 'istio-iptables') return proxy(mesh);
    if (name === 'pilot') return isChapters(container.image) ? pilot(mesh) : istiod(mesh);
    if (name === 'citadel') return citadel;
    if (name === 'galley') return galley;
    if (name === 'sidecar_injector') return injector;
    if (name === 'kubectl')
      return String(container.command?.[1]).endsWith('.sh') ? applyResources : cleanupSecrets;
    const known = addons[name];
    if (known) return addon(known);
    const isSidecar = container.restartPolicy === 'Always';
    const runsToTheEnd = (isInit && !isSidecar) || pod.spec.restartPolicy !== 'Always';
    return runsToTheEnd ? brief : idle;
  };
