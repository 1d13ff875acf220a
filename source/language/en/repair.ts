/** What hangs, the proof of why, and what a repair of it would write. */
export const repair = {
  'repair.title': 'Repair what hangs',
  'repair.namespace': 'The namespace {name} is being deleted since {since} and does not go.',
  'repair.crd': 'The custom resource definition {name} is being deleted since {since} and does not go.',
  'repair.webhook': 'The webhook configuration {name} refuses whatever it should judge: nobody is behind it.',
  'repair.said': 'The server says: {words}',
  'repair.held': '{name} is deleted, and the finalizer {finalizer} holds it.',
  'repair.held.by':
    '{name} is deleted, and the finalizer {finalizer} holds it; {manager} has set it ({time}).',
  'repair.keeper.kubernetes':
    '{finalizer} is taken off by Kubernetes itself once its work is done. hoist leaves it alone.',
  'repair.keeper.runs':
    'Somebody may still take {finalizer} off: {pods} runs under an account whose rights name {resource}.',
  'repair.keeper.stopped':
    'Its controller is there but does not run: {workloads} has an account whose rights allow to take {finalizer} off.',
  'repair.keeper.gone':
    'Nobody in the cluster is left to take {finalizer} off: no pod and no workload has an account whose rights name {resource}.',
  'repair.keeper.almighty':
    'With rights to everything, so that nobody can say whether they look after it, run: {pods}. Make sure that it is none of them.',
  'repair.keeper.outside':
    'Those who may take {finalizer} off are users and groups, perhaps programs outside of the cluster ({names}); what they do cannot be seen from here.',
  'repair.others': 'Other objects that are there too and end by themselves: {count}.',
  'repair.unread': 'Not looked at: {words}',
  'repair.unread-kind': '{resource} ({words})',
  'repair.unhold':
    'A repair takes those finalizers off {count} {count|object|objects}; what their controller would have cleaned up elsewhere stays.',
  'repair.wait-keeper':
    'Start the controller that is named above, or wait for it. Nothing is repaired over its head.',
  'repair.api-away':
    'An API that cannot be asked may have objects there: "kubectl get apiservices" says which is away. Nothing is repaired until it answers.',
  'repair.wait': 'Nothing that was looked at holds it. Wait a moment, and look again.',
  'repair.webhook.refuses': 'The webhook {webhook} has failurePolicy Fail.',
  'repair.webhook.no-service': 'Its Service {service} is not there.',
  'repair.webhook.no-workload':
    'Its Service {service} has no endpoints, and no pod and no workload has the labels that it selects.',
  'repair.webhook.down': 'Its Service {service} has no ready endpoints; behind it should be {workloads}.',
  'repair.webhook.others': 'It is not of the chapter’s Istio, but somebody else’s.',
  'repair.webhook.delete': 'A repair deletes the webhook configuration {name}.',
  'repair.webhook.start': 'Start what belongs behind it. {name} works again with it, so nothing is deleted.',
  'repair.webhook.partly':
    'Another webhook in {name} may still work, so it is not deleted: take the dead one out of it with "kubectl edit".',
  'repair.none': '{name} does not hang (any more). Nothing was written.',
  'repair.unsafe': 'What hangs {name} cannot be repaired safely. Nothing was written.',
  'repair.changed':
    'What holds {name} is no longer what was shown. Nothing was written: look again, and decide anew.',
  'repair.partly':
    'What nobody was left to let go is let go. {name} is still held by {count} {count|object whose controller is|objects whose controllers are} there.',
  'repair.unholding': 'Taking off {name}: {finalizers}',
  'repair.done': '{name} hangs no longer.',
  'print.repair.none':
    'Nothing hangs: no namespace, no CRD that does not go, and no webhook without a backend.',
  'print.repair.remedy': 'What to do: {words}',
  'print.repair.command': 'If that is what you want: {command}',
  'print.run.repair': 'Repairing what hangs on {context}',
  'print.run.repair.done': 'Repaired.',
  'print.run.repair.failed': 'Stopped: it still hangs.',
  'print.run.repair.cancelled': 'Cancelled.',
  'print.run.repair.again': '"hoist repair" says what hangs now.',
  'screen.step.repair': 'Repair',
  'usage.no-yes-repair':
    'The command repair takes away what others have written, so it wants --yes and the cluster by name. Nothing was done.',
  'usage.repair-context':
    'A repair takes away what others have written, so it wants the cluster by name: --context {context}. Nothing was done.',
  'print.confirm.type': 'This cannot be undone. Type the name of the context, {context}, to go on: ',
  'print.confirm.differs': 'That is not the name of the context. Nothing was done.',
  'print.confirm.counts': 'To be deleted: {delete}, changed: {change}, left alone: {keep}.',
} as const;
