import type { RowId } from '../step-id.ts';
import { bookinfoGuide } from './bookinfo.ts';
import { checkGuide } from './check.ts';
import { controlPlaneGuide } from './control-plane.ts';
import { crdsGuide } from './crds.ts';
import { gatewayGuide } from './gateway.ts';
import type { Guide, GuideFacts, MakeGuide } from './guide.ts';
import { injectionGuide } from './injection.ts';
import { proxiesGuide } from './proxies.ts';
import { uninstallGuide } from './uninstall.ts';

const guides: Record<RowId, MakeGuide> = {
  check: checkGuide,
  crds: crdsGuide,
  'control-plane': controlPlaneGuide,
  proxies: proxiesGuide,
  injection: injectionGuide,
  bookinfo: bookinfoGuide,
  gateway: gatewayGuide,
  uninstall: uninstallGuide,
};

/** What the guide says beside a step, with answers read off the cluster as the view has it. Pure. */
export function guideOf(step: RowId, facts: GuideFacts): Guide {
  const guide = guides[step](facts);
  // A cluster that has not answered has no nodes and no pods here, which says nothing of what it has.
  return facts.view.cluster.version ? guide : { ...guide, here: { key: 'step.unknown.connecting' } };
}
