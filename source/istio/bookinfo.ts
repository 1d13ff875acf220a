import { groupOf, type KubernetesObject } from '../kubernetes/object.ts';
import { containersOf, podTemplateOf } from './pod-template.ts';

const services = new Set(['details', 'ratings', 'reviews', 'productpage']);
const imagePart = 'examples-bookinfo-';

/**
 * Whether an object is of the Bookinfo sample: a workload by its images, a Service by its name, its labels and its port. Names like
 * `details` or `reviews` are common; a Service that is not labelled like the sample's is somebody else's.
 */
export function bookinfoObject(object: KubernetesObject, application: string): boolean {
  if (object.metadata.namespace !== application) return false;
  const { name, labels } = object.metadata;
  if (object.kind === 'Service' && groupOf(object.apiVersion) === '')
    return (
      services.has(name) &&
      labels?.app === name &&
      labels?.service === name &&
      object.spec?.selector?.app === name
    );
  const template = podTemplateOf(object);
  if (!template || object.kind === 'Pod') return false;
  return containersOf(template.spec).some(({ image }) => String(image).includes(imagePart));
}
