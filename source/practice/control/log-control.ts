import { refOf } from '../client.ts';
import type { Cluster } from '../cluster.ts';
import { type LogWriter, mostLines, rateAnnotation } from '../controllers/log-writer.ts';
import { badRequest, notFound } from '../status-error.ts';
import type { Control } from './control-server.ts';

/** `PUT /log-rate` with `{"linesPerSecond": 20000}` for all together, `PUT /log-rate/NAMESPACE/POD` for each container of one pod. */
export const logControl = ({ client }: Cluster, writer: LogWriter): Control => ({
  get: () => ({ linesPerSecond: writer.rate }),
  put: (rest, { linesPerSecond: rate }) => {
    if (typeof rate !== 'number' || !(rate >= 0) || rate > mostLines)
      throw badRequest(`"linesPerSecond" must be a number from 0 up to ${mostLines}`);
    if (rest === '') {
      writer.rate = rate;
      return;
    }
    const [namespace = '', name = ''] = rest.split('/');
    const pod = client.get({ apiVersion: 'v1', kind: 'Pod', namespace, name });
    if (!pod) throw notFound({ group: '', plural: 'pods' }, name);
    client.patch(refOf(pod), (draft) => {
      draft.metadata.annotations = { ...draft.metadata.annotations, [rateAnnotation]: String(rate) };
      return draft;
    });
  },
});
