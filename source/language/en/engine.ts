/** About runs that are kept, gone on with and taken back: source/chapter/journal and source/chapter/keeping. */
export const engine = {
  'run.lost': 'The API server does not answer ({words}). The run waits for it and then goes on.',
  'run.busy':
    'The API server has too much to do and asks to be asked again in {seconds} s. The run does so, and goes on.',
  'run.back': 'The API server answers again, after {seconds} s.',
  'plan.goes-with':
    '{count} more {count|goes|go} with the namespace {namespace}, in which {count|it is|they are}.',
  'apply.replanned':
    '{name} has changed since it was looked at. It is looked at again, and written as it is wanted.',
  'lease.held': 'Another hoist is at work on this cluster: {user} on {host}, process {pid}, since {since}.',
  'lease.held.hint':
    'Wait until it is done, or end it there. If it is gone, the cluster is free in {seconds} s: then run the same command again.',
  'lease.taken': 'The lease that {user} on {host} took at {since} has run out; it is taken over.',
  'lease.watched':
    'The lease that {user} on {host} took at {since} seems to be left. Before it is taken over it is watched for {seconds} seconds: clocks of two machines may differ.',
  'lease.lost': 'Another hoist has taken over the lease of this cluster. Nothing more is written from here.',
  'inventory.kept':
    'What hoist brings is listed in the ConfigMap {namespace}/{name}, with what was there before; it goes with the last object.',
  'inventory.behind':
    'The list of what hoist has brought, the ConfigMap {namespace}/{name}, could not be brought up to date. Run the same command again; or, where nothing of Istio is left, delete it by "kubectl -n {namespace} delete configmap {name}". The reason: {why}',
  'inventory.unreadable':
    'The list of what hoist has brought, the ConfigMap {namespace}/{name}, cannot be read: {why}. Nothing is written as long as that is so.',
  'inventory.other-version': 'it has format {version}, which this hoist does not know',
  'inventory.other-version.hint':
    'A newer hoist has written it: use that one here, or take down with it what it has brought.',
  'inventory.damaged': 'it is damaged ({words})',
  'inventory.damaged.hint':
    'Look at it with "kubectl -n {namespace} get configmap {name} -o yaml", and put back what it said if you have that. To go on without it, delete it: hoist then goes by the names in the release alone, and no longer knows what else it has brought.',
  'keeping.refused':
    'hoist may not keep its lease and inventory in kube-system, so it cannot tell whether another one is at work: {words}',
  'journal.unwritten': 'The journal of this run could not be written: {words}',
  resumed: 'An earlier run of {began}, by {user} on {host}, {how}. This one goes on with it.',
  'resumed.broken': 'was broken off without a word',
  'resumed.failed': 'failed',
  'resumed.cancelled': 'was cancelled',
  'resumed.done': 'It wrote {written} {written|object|objects}. Steps done: {done}; left: {left}.',
  'resumed.unsure':
    'Begun, and nobody knows whether done: {names}. What is there is found unchanged, what is not is written.',
  'conflict.take': 'taken over',
  'conflict.leave': 'left to its owner',
  'conflict.choice': 'CHOICE',
  'evidence.events': 'The last warnings about {name}:',
  'certificate.clean-but': 'Nothing of Istio was found. Not looked at, for want of rights: {kinds}.',
  'sidecars.running':
    'Pods of others run with a sidecar of this mesh: {count} ({names}). Without the mesh they lose their configuration and soon their certificates.',
  'sidecars.running.hint':
    'Say what is to become of them: "--sidecars restart" starts their workloads anew without a sidecar, "--sidecars leave" takes the mesh away from under them all the same.',
  'sidecars.restart': 'Pods with a sidecar that are started anew without one: {count} ({names}).',
  'sidecars.leave': 'Pods that keep their sidecar and lose the mesh: {count} ({names}).',
  'sidecars.no-owner':
    'Nothing makes the pod {name} anew, so it keeps its sidecar until somebody deletes it.',
  'rollback.title': 'Take back the step that was not finished',
  'rollback.nothing': 'There is nothing to take back: no step was begun and not finished.',
  'rollback.other': 'it was deleted and made anew since',
  'rollback.unknown': 'how it was before is not known',
  'rollback.changed': 'it was changed since',
  'rollback.unsure': 'whether hoist or somebody else wrote what it says now is not known',
  'rollback.left': '{name} stays as it is: {why}',
  'rollback.done': 'Taken back: {deleted} deleted, {restored} as they were before.',
  'usage.undo-what': 'The command undo wants to know which step: --step STEP. Nothing was done.',
  'usage.name-context':
    'The command {command} deletes, and the kubeconfig has several contexts, so it wants the cluster by name. Nothing was done.',
  'usage.name-context.hint':
    'The current one is {context}. If that is the one you mean: hoist {command} --yes --context {context}',
  'usage.no-yes-undo':
    'The command undo deletes what a step has brought and asks no questions, so it wants --yes. Nothing was done.',
  'usage.no-yes-rollback':
    'The command rollback deletes what the last run has created and asks no questions, so it wants --yes. Nothing was done.',
  'print.run.undo': 'Taking back a step of Istio {release} on {context}',
  'print.run.undo.done': 'Taken back.',
  'print.run.undo.failed': 'Stopped: not everything could be taken back.',
  'print.run.undo.cancelled': 'Cancelled.',
  'print.run.undo.again': 'Run the same command again to go on.',
  'print.run.rollback': 'Taking back what the last run wrote on {context}',
  'print.run.rollback.done': 'Taken back: the cluster is as it was before that step.',
  'print.run.rollback.failed': 'Stopped: not everything could be taken back.',
  'print.run.rollback.cancelled': 'Cancelled.',
  'print.run.rollback.again': 'Run the same command again to go on.',
  'screen.step.undo': 'Undo',
  'screen.step.rollback': 'Rollback',
  'certificate.title': 'What was looked at ({at})',
  'certificate.checked': '{count} kinds, with so many objects of each: {kinds}',
  'certificate.unread': 'Not looked at: {kind}. {words}',
  'certificate.no-baseline':
    'How the cluster was before is not known here, so there is nothing to compare with.',
  'certificate.since': 'Compared with {since}, before the first write. Differences: {count}.',
  'certificate.added.istio': '{name} is new, and of Istio:',
  'certificate.added.others': '{name} is new, and somebody else’s. It was not touched.',
  'certificate.gone.istio': '{name} was there before, and was of Istio.',
  'certificate.gone.others': '{name} was there before, and is gone.',
  'certificate.more': 'and {count} more',
  'kept.title': 'What earlier runs have left word of',
  'kept.broken':
    'The last run (hoist {what}) of {began}, by {user} on {host}, {how}. Go on with "{command} --yes".',
  'kept.broken.pilot':
    'The last run (A, taking pilot away for a moment) of {began}, by {user} on {host}, {how}. Pilot may still be scaled to zero.',
  'kept.rollback': '"hoist rollback --yes" takes back what it wrote in the step that it did not finish.',
  'kept.last': 'The last run (hoist {what}) ended at {until}; objects written: {written}.',
  'kept.restarted': 'Restarted with R at {at}, by {user} on {host}: {name}.',
  'kept.restarted.unsure':
    'To be restarted with R at {at}, by {user} on {host}, and nobody knows whether it was: {name}.',
  'kept.inventory': 'The inventory in the cluster names {count} {count|object|objects} of Istio {release}.',
  'kept.notice.pilot':
    'Taking pilot away ({began}) was broken off, and pilot may still be scaled to zero. B brings it back.',
  'kept.notice':
    'The last run ({what}, {began}) was not finished; it wrote {written} {written|object|objects}. Run the steps again to go on.',
} as const;
