import { groupOf, type KubernetesObject } from '../kubernetes/object.ts';
import { containersOf, type PodSpec, podTemplateOf } from './sidecar/pod-template.ts';

const services = new Set(['details', 'ratings', 'reviews', 'productpage']);
const imagePart = 'examples-bookinfo-';

/**
 * Whether an object is of the Bookinfo sample: a workload by its images, a Service or an account by its name and its labels. Names like
 * `details` or `reviews` are common; a Service that is not labelled like the sample's is somebody else's.
 */
export function bookinfoObject(object: KubernetesObject, application: string): boolean {
  if (object.metadata.namespace !== application) return false;
  const { name, labels } = object.metadata;
  // Since 1.5 each service has an account of its own.
  if (object.kind === 'ServiceAccount' && groupOf(object.apiVersion) === '') {
    const service = name.replace(/^bookinfo-/, '');
    return name !== service && services.has(service) && labels?.account === service;
  }
  if (object.kind === 'Service' && groupOf(object.apiVersion) === '')
    return (
      services.has(name) &&
      labels?.app === name &&
      labels?.service === name &&
      object.spec?.selector?.app === name
    );
  const template = podTemplateOf(object);
  if (!template || object.kind === 'Pod') return false;
  return runsBookinfo(template.spec);
}

/** Whether a pod is one of the sample's, in whichever namespace. */
export const isBookinfoPod = (pod: KubernetesObject): boolean => runsBookinfo(pod.spec ?? {});

const runsBookinfo = (spec: PodSpec) =>
  containersOf(spec).some(({ image }) => String(image).includes(imagePart));
