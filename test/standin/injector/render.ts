import { load } from 'js-yaml';
import { render } from './evaluate.ts';
import type { Container, Pod, Sidecar } from './pod.ts';
import { parseTemplate } from './template.ts';

/** The parts of the mesh configuration that templates use, with the defaults of Istio 1.1. */
export interface Mesh {
  proxyListenPort?: number;
  defaultConfig?: Record<string, unknown>;
}

/** The sidecar for a pod: the template, filled in and read as YAML. */
export function renderSidecar(template: string, mesh: Mesh, namespace: string, pod: Pod): Sidecar {
  const proxyConfig = { interceptionMode: 'REDIRECT', proxyAdminPort: 15000, ...mesh.defaultConfig };
  const text = render(parseTemplate(template), {
    typeMeta: {},
    deploymentMeta: { name: deploymentName(pod), namespace },
    objectMeta: pod.metadata,
    spec: pod.spec,
    proxyConfig,
    meshConfig: { proxyListenPort: 15001, ...mesh },
  });
  const sidecar = (load(text) ?? {}) as Sidecar;
  sidecar.initContainers = sidecar.initContainers?.map(typed);
  sidecar.containers = sidecar.containers?.map(typed);
  return sidecar;
}

/** The Go types of 1.1 turn every argument into text and know no restartPolicy for a container. */
function typed({ restartPolicy: _, args, ...container }: Container): Container {
  return { ...container, ...(args ? { args: args.map(String) } : {}) };
}

function deploymentName({ metadata }: Pod): string {
  return (metadata.generateName ?? '').replace(/-[^-]+-$/, '');
}
