import type { Cluster } from '../cluster.ts';
import type { Life } from '../controllers/life.ts';
import type { ApiServer } from '../http/server.ts';
import { apiDown } from './api-down.ts';
import { conflict } from './conflict.ts';
import { deadWebhook } from './dead-webhook.ts';
import { Faults } from './faults.ts';
import { forbidden } from './forbidden.ts';
import { imagePull } from './image-pull.ts';
import { lowMemory } from './low-memory.ts';
import { slowDefinitions } from './slow-crds.ts';
import { staleProxy } from './stale-proxy.ts';

/** Every fault there is, for one cluster and its server. */
export const faultsOf = (cluster: Cluster, { kubelet, mesh }: Life, server: ApiServer): Faults =>
  new Faults({
    'image-pull': imagePull(cluster, kubelet),
    'low-memory': lowMemory(cluster),
    'dead-webhook': deadWebhook(cluster, kubelet),
    'stale-proxy': staleProxy(cluster, mesh),
    'slow-crds': slowDefinitions(cluster),
    forbidden: forbidden(server.router.access),
    'api-down': apiDown(server),
    conflict: conflict(cluster),
  });
