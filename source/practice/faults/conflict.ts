import { Client, type ObjectRef } from '../client.ts';
import type { Cluster } from '../cluster.ts';
import { modified, StatusError } from '../status-error.ts';
import type { Fault } from './fault.ts';

const ref: ObjectRef = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'istio-system', name: 'istio' };
const key = 'configmaps';
const note = '\n# kept by hand: whoever applies this ConfigMap again would lose it\n';
const byHand = `disablePolicyChecks: true${note}`;

/**
 * Somebody edits the mesh's ConfigMap by hand and keeps it so. With server-side apply the next writer is told which field is whose;
 * on a server before that, whoever writes meanwhile finds that the object has been modified.
 */
export function conflict(cluster: Cluster): Fault {
  const { store, profile, api } = cluster;
  const editor = new Client(api, 'kubectl-edit');
  let isOn = false;
  let isEditing = false;
  let unsubscribe = () => {};
  const mesh = (): string | undefined => store.get(key, ref.namespace, ref.name)?.data?.mesh;
  const edit = (act: () => void) => {
    isEditing = true;
    try {
      act();
    } catch (error) {
      // Its namespace is going, or it has gone already.
      if (!(error instanceof StatusError)) throw error;
    } finally {
      isEditing = false;
    }
  };
  const setMesh = (text: string) =>
    edit(() =>
      editor.patch(ref, (draft) => {
        draft.data.mesh = text;
        return draft;
      }),
    );
  const keep = () => {
    const text = mesh();
    const namespace = store.get('namespaces', undefined, ref.namespace ?? '');
    if (text !== undefined && !text.endsWith(note)) setMesh(`${text}${note}`);
    // Before the first install there is nothing to edit: then somebody has made it by hand.
    else if (!store.get(key, ref.namespace, ref.name) && namespace && !namespace.metadata.deletionTimestamp)
      edit(() =>
        editor.create({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: ref.name, namespace: ref.namespace },
          data: { mesh: byHand },
        }),
      );
  };
  api.admit(({ operation, resource, object }) => {
    if (!isOn || isEditing || profile !== 'chapter' || operation !== 'UPDATE' || resource.key !== key) return;
    const { namespace, name } = object.metadata;
    if (namespace === ref.namespace && name === ref.name)
      throw modified({ group: '', plural: 'configmaps' }, name);
  });
  return {
    on: () => {
      isOn = true;
      unsubscribe = store.subscribe(undefined, ({ type, resource, object: { metadata } }) => {
        const isMesh = resource === key && metadata.namespace === ref.namespace && metadata.name === ref.name;
        const isPlace = resource === 'namespaces' && metadata.name === ref.namespace;
        if (isPlace || (isMesh && type !== 'DELETED')) keep();
      });
      keep();
    },
    off: () => {
      isOn = false;
      unsubscribe();
      const text = mesh();
      if (text === byHand) edit(() => editor.delete(ref));
      else if (text?.endsWith(note)) setMesh(text.slice(0, -note.length));
    },
  };
}
