import type { Profile } from '../kinds/built-in.ts';
import type { Target } from '../machinery/options.ts';
import { StatusError } from '../status-error.ts';
import { forbiddenField, invalidObject } from '../validation/field-error.ts';

/** Nothing that the client takes: no known notation, or no such view of it. */
export function notAcceptable(accept: string, profile: Profile): StatusError {
  const known = 'application/json, application/yaml, application/vnd.kubernetes.protobuf';
  const streams = 'application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch';
  if (!/application\/(json|yaml|\*)|\*\/\*/.test(accept)) {
    const more = profile === 'current' ? `\n\nAvailable representations: ${known}, ${streams}` : '';
    return new StatusError(406, 'NotAcceptable', `406: Not Acceptable${more}`, {});
  }
  return new StatusError(406, 'NotAcceptable', `only the following media types are accepted: ${known}`);
}

export const listAsOne = ({ resource }: Target): StatusError =>
  new StatusError(
    406,
    'NotAcceptable',
    `you requested PartialObjectMetadata, but the requested object is a list (*core.${resource.kind}List)`,
  );

/** A list as a stream is one that a client can do without: it lists and watches where a server has not switched that on. */
export function refuseInitialEvents(isWatch: boolean): never {
  const why = isWatch
    ? 'sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled'
    : 'sendInitialEvents is forbidden for list';
  throw invalidObject('meta.k8s.io', 'ListOptions', '', [forbiddenField('sendInitialEvents', why)]);
}
