import { addon } from './addon.ts';
import { bookinfo } from './bookinfo.ts';
import { citadel } from './citadel.ts';
import { galley } from './galley.ts';
import { injector } from './injector.ts';
import { mixer } from './mixer.ts';
import { pilot } from './pilot.ts';
import { proxy } from './proxy.ts';
import { endOnSignal } from './shared/lifecycle.ts';

const ROLES: Record<string, (args: string[]) => Promise<void>> = {
  addon: ([name = '']) => addon(name),
  bookinfo: ([image = '']) => bookinfo(image),
  citadel,
  galley,
  injector,
  mixer,
  pilot,
  proxy,
};

const [role = '', ...args] = process.argv.slice(2);
const run = ROLES[role];
if (!run) throw new Error(`no role ${role}: ${Object.keys(ROLES).join(', ')}`);
endOnSignal();
await run(args);
