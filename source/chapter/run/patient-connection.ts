import { Api } from '../../kubernetes/api.ts';
import { type Patience, PatientTransport } from '../../kubernetes/connect/patient-transport.ts';
import type { ClusterConnection } from '../ground.ts';

/** The same cluster, reached with patience; `transport.lost` says why nobody answers, as long as that is so. Until `life` ends. */
export function patientConnection(
  connection: ClusterConnection,
  patience: Patience,
  life: AbortSignal,
): ClusterConnection & { transport: PatientTransport } {
  // Who answers after an outage may be another cluster at the same address.
  const held: Patience = { ...patience, verify: (signal) => connection.verify(signal) };
  const transport = new PatientTransport(connection.transport, held, life);
  return {
    context: connection.context,
    server: connection.server,
    transport,
    api: new Api(transport),
    get config() {
      return connection.config;
    },
    pin: (signal) => transport.patiently(() => connection.pin(signal), signal),
    verify: (signal) => transport.patiently(() => connection.verify(signal), signal),
    close: () => connection.close(),
  };
}
