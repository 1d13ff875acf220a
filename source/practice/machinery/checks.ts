import type { Profile } from '../kinds/built-in.ts';
import type { Resource } from '../kinds/resource.ts';
import type { KubernetesObject } from '../object.ts';
import { badRequest, conflict, forbidden, modified, notFound, StatusError } from '../status-error.ts';
import type { Store } from '../store/store.ts';
import { forbiddenField, invalidObject, required } from '../validation/field-error.ts';
import type { DeleteOptions, Target } from './options.ts';

/** An object that goes may lose finalizers, not gain any. */
export function checkNewFinalizers(resource: Resource, draft: KubernetesObject, old: KubernetesObject): void {
  if (!old.metadata.deletionTimestamp) return;
  const added = (draft.metadata.finalizers ?? []).filter((one) => !old.metadata.finalizers?.includes(one));
  if (!added.length) return;
  const words = `[]string{${added.map((one) => `"${one}"`).join(', ')}}`;
  throw invalidObject(resource.group, resource.kind, draft.metadata.name, [
    forbiddenField(
      'metadata.finalizers',
      `no new finalizers can be added if the object is being deleted, found new finalizers ${words}`,
    ),
  ]);
}

/** Puts the object into the namespace of its path; another one that it names itself is refused. */
export function checkNamespaceOf(object: KubernetesObject, namespace: string | undefined): void {
  const given = object.metadata?.namespace;
  if (given && namespace && given !== namespace)
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  if (namespace) object.metadata.namespace = namespace;
  else delete object.metadata.namespace;
}

/** A write to one object says which one, and it is the one of the path. */
export function checkNameOf(object: KubernetesObject, name: string): void {
  const given = object.metadata?.name;
  if (!given)
    throw badRequest(
      `the name of the object (${name} based on URL) was undeterminable: name must be provided`,
    );
  if (given !== name)
    throw badRequest(`the name of the object (${given}) does not match the name on the URL (${name})`);
}

/** A resourceVersion is a number, to whoever reads it in the store. */
function checkVersion(version: string | undefined): void {
  if (version && !/^\d+$/.test(version))
    throw new StatusError(500, '', `strconv.ParseUint: parsing ${JSON.stringify(version)}: invalid syntax`);
}

/** Who names a version has seen no other. */
export function checkSeenVersion(resource: Resource, next: KubernetesObject, old: KubernetesObject): void {
  const { resourceVersion } = next.metadata;
  checkVersion(resourceVersion);
  if (resourceVersion && resourceVersion !== old.metadata.resourceVersion)
    throw modified(resource, old.metadata.name);
}

/** What a definition defined cannot be made any more once it goes. */
export function checkDefinitionTakes(store: Store, resource: Resource, name: string, profile: Profile): void {
  const { custom, group, plural } = resource;
  const definition =
    custom && store.get('customresourcedefinitions.apiextensions.k8s.io', undefined, custom.definition);
  if (!definition?.metadata.deletionTimestamp) return;
  const why = 'create not allowed while custom resource definition is terminating';
  if (profile === 'current') throw forbidden(resource, name, why);
  throw new StatusError(405, 'MethodNotAllowed', why, { group, kind: plural });
}

/** A namespace must be there, and not on its way out (plugin/pkg/admission/namespace/lifecycle). */
export function checkNamespaceTakes(store: Store, { resource, namespace, name = '' }: Target): void {
  if (!resource.namespaced) return;
  if (!namespace) throw invalidObject(resource.group, resource.kind, name, [required('metadata.namespace')]);
  const found = store.get('namespaces', undefined, namespace);
  if (!found) throw notFound({ group: '', plural: 'namespaces' }, namespace);
  if (!found.metadata.deletionTimestamp) return;
  throw forbidden(
    resource,
    name,
    `unable to create new content in namespace ${namespace} because it is being terminated`,
    [
      {
        reason: 'NamespaceTerminating',
        message: `namespace ${namespace} is being terminated`,
        field: 'metadata.namespace',
      },
    ],
  );
}

/** Deletes only the very object that is meant. Errors name its kind here, not its plural. */
export function checkPreconditions(
  resource: Resource,
  old: KubernetesObject,
  { preconditions }: DeleteOptions,
): void {
  const { uid, resourceVersion } = preconditions ?? {};
  const names = { group: resource.group, plural: resource.kind };
  const { name, uid: here, resourceVersion: version } = old.metadata;
  if (uid && uid !== here)
    throw conflict(
      names,
      name,
      `the UID in the precondition (${uid}) does not match the UID in record (${here}). The object might have been deleted and then recreated`,
    );
  if (resourceVersion && resourceVersion !== version)
    throw conflict(
      names,
      name,
      `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${version}). The object might have been modified`,
    );
}
