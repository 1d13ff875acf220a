import { faultNames, isFaultName } from '../faults/fault-name.ts';
import type { Faults } from '../faults/faults.ts';
import { badRequest } from '../status-error.ts';
import type { Control } from './control-server.ts';

/** `GET /faults` lists them; `PUT /faults/NAME` with `{"on": true}` switches one. */
export const faultControl = (faults: Faults): Control => ({
  get: () => ({ faults: faults.list() }),
  put: (name, { on }) => {
    if (!isFaultName(name)) throw badRequest(`there is no fault "${name}", only: ${faultNames.join(', ')}`);
    if (typeof on !== 'boolean') throw badRequest('"on" must be true or false');
    faults.set(name, on);
  },
});
