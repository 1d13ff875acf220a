/** About the practice cluster: what can go wrong in it, and how it is offered. */
export const practice = {
  'fault.image-pull':
    'The registry refuses every image (rate limit), and the node has none left: what is started now stays in ImagePullBackOff.',
  'fault.low-memory':
    'The node has less memory than Istio asks for: what does not fit stays Pending; what runs goes on.',
  'fault.dead-webhook':
    'The server behind the injection webhook crashes: no new pod can be made in a labelled namespace.',
  'fault.stale-proxy':
    'One proxy no longer acknowledges what it is sent: STALE, by what it had its traffic goes on.',
  'fault.slow-crds':
    'A new CRD takes 40 seconds until its kind is served: what is applied too early is refused.',
  'fault.forbidden':
    'You are no administrator any more: CRDs, cluster roles, webhooks and namespaces cannot be written (403).',
  'fault.api-down': 'Nobody answers at the address of the API server; what runs in the cluster goes on.',
  'fault.conflict':
    'Somebody keeps the ConfigMap istio by hand with kubectl edit: whoever applies it finds the field taken.',

  'fault.image-pull.see': 'To see it: take Bookinfo back (5, U) and run it again; d on a pod says why.',
  'fault.low-memory.see': 'To see it: c, c again, then run the control plane or Bookinfo.',
  'fault.dead-webhook.see': 'To see it: take Bookinfo back (5, U) and run it again; H names the webhook.',
  'fault.stale-proxy.see': 'To see it: 4, then d on the row.',
  'fault.slow-crds.see': 'To see it: run the CRDs on a cluster without them.',
  'fault.forbidden.see': 'To see it: c, c again, then run the CRDs or the control plane.',
  'fault.api-down.see': 'To see it: look at the first line, and run a step; it waits.',
  'fault.conflict.see': 'To see it: once the control plane is up, run it again (5, r).',

  'screen.faults.title': 'What shall go wrong? (practice cluster)',
  'screen.faults.explained': '{what} {see}',
  'screen.faults.keys': 'j k g G move, Enter or its digit switches it on or off, Esc closes.',
  'screen.faults.on': 'ON',
  'screen.faults.off': 'off',
  'screen.faults.turned-on': 'Fault {name} is on.',
  'screen.faults.turned-off': 'Fault {name} is off; what it broke heals in its own time.',
  'screen.faults.failed': 'The practice cluster could not be set: {words}',
  'screen.key.faults': 'practice cluster: switch faults on and off',
  'screen.hint.faults': 'faults',
  'screen.refused.not-simulated':
    'This is a real cluster: faults can be switched on in a practice cluster only.',

  'screen.offer.title': 'Try it on a practice cluster?',
  'screen.offer.what':
    'hoist carries a simulated Kubernetes v1.14.6 inside. The whole chapter of the book can be walked on it, from the CRDs to a running Bookinfo and back; nothing outside this program is touched, and it is gone when hoist ends.',
  'screen.offer.keys': 'Enter starts it, L is Japanese, q leaves',
  'screen.offer.starting': 'Starting the practice cluster …',
  'screen.help.offer': 'Before there is a cluster',
  'screen.key.accept': 'where no kubeconfig was found: start the practice cluster',

  'print.state.unreadable': 'The state of the practice cluster cannot be read from {file}: {words}',
  'print.state.not-json': 'The state in {file} is damaged, it is no JSON: {words}',
  'print.state.not-state': '{file} holds no state of a practice cluster: {words}',
  'print.state.other-version': 'The state in {file} was saved by another version of hoist: {words}',
  'print.state.damaged': 'The state in {file} is damaged at {words}',
  'print.state.other-profile': 'The state in {file} is of another cluster: {words}',
  'print.state.hint':
    'Nothing was started, and the file is as it was. Name another, or none yet there to begin anew.',
  'print.state.unwritable': 'The state of the practice cluster could not be saved to {file}: {words}',
  'print.state.unwritable.hint':
    'What was in the file before is still there. What this cluster held is lost.',

  'print.fault.turned-on': 'Fault {name} is on. {what}',
  'print.fault.turned-off': 'Fault {name} is off; what it broke heals in its own time.',
  'print.fault.row': '{name}  {state}  {what}',
  'print.fault.not-practice': 'The kubeconfig does not lead to a practice cluster. Nothing was done.',
  'print.fault.not-practice.hint':
    'Start one with "hoist practice", and use the kubeconfig that it prints with KUBECONFIG or --kubeconfig.',
} as const;
