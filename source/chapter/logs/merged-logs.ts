import { mergedLog } from '../../kubernetes/logs/merged-log.ts';
import type { Ground } from '../ground.ts';
import { inFaceWords, type LogsEvent } from './logs-event.ts';
import { type LogsRequest, queryOf } from './logs-request.ts';

/** The merged logs as the faces read them. */
export async function* mergedLogs(ground: Ground, request: LogsRequest): AsyncGenerator<LogsEvent[]> {
  const { of: _, roles: __, ...options } = request;
  const version = ground.release?.version ?? '';
  const query = queryOf(request, { namespace: ground.namespace, version });
  if (!query) return;
  for await (const batch of mergedLog({ ...options, query, api: ground.connection.api }))
    yield batch.map(inFaceWords);
}
