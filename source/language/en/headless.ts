/** About arguments, and what the headless face prints around the engine's own words. */
export const headless = {
  help: `hoist raises Istio 1.1.0 or 1.30.3 on a Kubernetes cluster, step by step, and takes it down again.

Usage
  hoist                               the screen: panes, keys, logs
  hoist check                         is this cluster ready for Istio?
  hoist plan                          what would be created, changed, deleted and left alone?
  hoist status                        what is there: nodes, components, proxies, steps
  hoist up --yes                      every step, from an empty cluster to Bookinfo
  hoist down --yes                    take it all down, then look for leftovers
  hoist undo --step STEP --yes        take back one step, and what stands on it
  hoist rollback --yes                take back what a run wrote in a step that it did not finish
  hoist repair                        what hangs: namespaces that do not go, webhooks without a backend
  hoist repair NAME --yes --context C repair one of them, as the list names it
  hoist url                           where Bookinfo answers: the address alone, or why none does
  hoist audit                         what of Istio is still in the cluster?
  hoist lesson FILE                   a workshop's own steps: which are done, and what is next
  hoist lesson FILE --yes             do them, up to --step STEP
  hoist logs [WHOSE]                  logs of many pods merged; "hoist logs --help" has its flags
  hoist practice                      a simulated cluster, until Ctrl-C; its first line of output
                                      is the path of its kubeconfig
  hoist practice fault [NAME on|off]  what goes wrong in that one, from another terminal
  hoist config                        what the configuration file says, and what it can say

Which cluster, which release
      --kubeconfig FILE   default: KUBECONFIG, else ~/.kube/config
      --context NAME      default: the kubeconfig's current context
  -n, --namespace NAME    gets injection and Bookinfo (default: default)
      --release WHICH     1.1.0 or 1.30.3 for hoist's own manifests, or the directory of an
                          unpacked one; default: the one that fits, 1.1.0 up to
                          Kubernetes 1.21, 1.30.3 from 1.25 on
      --mtls MODE         permissive (the default): services take plain text too; or strict:
                          callers outside of the mesh no longer reach them
      --without WHAT      leave components out, and what cannot be without them; of 1.1.0
                          citadel galley sidecar-injector policy telemetry prometheus grafana
                          tracing kiali, or the groups mixer addons; of either release
                          ingressgateway egressgateway, or gateways for both;
                          several with commas, or the flag again
      --with WHAT         leave these out under no circumstances; a chart switches them on
      --via UTILITY       manifests (the default): plain manifests; helm: charts in --release DIR
                          through your helm; istioctl: "istioctl manifest generate"
      --set KEY=VALUE     for helm and istioctl; again for more
      --set-string K=V    for helm: the value is a text, whatever it looks like
      --helm PATH         the program, where it is not on the PATH
      --istioctl PATH     likewise
                          What was chosen is remembered for the cluster until hoist down; any
                          of --release --mtls --without --with --via replaces all of it
      --timeout TIME      how long a step of up or down, or any other command,
                          may take: 90, 90s, 5m
      --read-only         look, never write
      --practice [WHICH]  a simulated cluster inside hoist, gone when hoist ends:
                          chapter (Kubernetes v1.14.6, the default) or current (v1.34)
      --profile WHICH     the same choice for the command practice
      --practice-speed N  the simulated cluster's clock runs N times as fast (default: 1);
                          the command practice takes --speed as well
      --practice-seed N   the same seed gives the same names and addresses (default: 1)
      --practice-fault NAME[,NAME]
                          what goes wrong in it from the start, one or more of image-pull
                          low-memory dead-webhook stale-proxy slow-crds forbidden api-down
                          conflict; F on the screen switches them, and in another terminal
                          hoist practice fault [NAME on|off]

On the screen
      --lesson FILE       a workshop's own steps beside the chapter (docs/lessons.md)
      --screen-reader     lines to be read out instead of a screen (INK_SCREEN_READER=true too)
      --presenter         before an audience: wide spacing, the keys that are pressed, Space goes on

Only with hoist practice
      --state FILE        go on from this file if it is there, and save to it at the end
      --pods N            so many pods of others are there already
      --log-rate N        all containers together write N lines a second, up to 50000

What to do
      --to STEP           up and plan: stop after this step, one of
                          check crds control-plane proxies injection bookinfo gateway
      --step STEP         undo: back to before this step; lesson: up to this one, by its id or
                          number
      --anew              lesson: forget first what was reached; nothing in the cluster changes
      --take, --leave WHICH
                          up, lesson: a field that somebody else owns is taken over, or left as it is:
                          OBJECT:FIELD as the table of conflicts has them, with * for anything,
                          or all; again for more
      --sidecars WHAT     down, undo, rollback: other people's pods with a sidecar:
                          restart (without it) or leave; where there are some and nothing
                          is said, it refuses
      --yes               yes, write to this cluster; what deletes also wants --context, unless
                          the kubeconfig has one context only. On a terminal what deletes asks
                          for the name of the context instead

How it looks
  -o, --output FORMAT     text, or json (what writes: jsonl, one event a line)
      --language en|ja    default: from the locale
      --no-color          no colours (NO_COLOR and TERM=dumb say the same)
      --theme NAME        dark, light, high-contrast, colour-blind or mono
      --ascii             no characters beyond ASCII in marks and tables
  -h, --help
      --version

Exit codes
  0  fine
  1  a check or a step failed, or leftovers were found
  2  wrong usage: flags, kubeconfig, context, release; nothing was done
  3  cancelled with Ctrl-C or SIGTERM; what was written is said (a second one leaves at once)
  4  the cluster cannot be asked: no answer, a failed handshake, expired credentials

With -o json or jsonl stdout carries JSON only. An error is one document there too:
  {open} "error": {open} "message", "messageKey", "hint", "exitCode" {close} {close}
`,

  'usage.see-help': '"hoist --help" lists the commands and flags.',
  'usage.did-you-mean': 'Did you mean {meant}?',
  'usage.unknown-flag': 'There is no flag {flag}. Nothing was done.',
  'usage.unknown-command': 'There is no command "{command}"; there are: {known}. Nothing was done.',
  'usage.extra': 'The command {command} takes no argument "{word}". Nothing was done.',
  'usage.flag-twice': 'The flag {flag} can be given once only. Nothing was done.',
  'usage.no-value': 'The flag {flag} needs a value. Nothing was done.',
  'usage.needs-no-value': 'The flag {flag} takes no value. Nothing was done.',
  'usage.bad-choice': '{flag} cannot be "{value}", only one of: {known}. Nothing was done.',
  'usage.bad-timeout':
    '--timeout cannot be "{value}": give seconds, or a time such as 90s, 5m or 1h, up to a day. Nothing was done.',
  'usage.bad-namespace':
    '--namespace cannot be "{value}": a namespace has up to 63 small letters, digits and hyphens. Nothing was done.',
  'usage.only-screen': 'The flag {flag} is for the screen, not for the command {command}. Nothing was done.',
  'usage.needs-command': 'The flag {flag} needs a command to go with it. Nothing was done.',
  'usage.flag-not-here': 'The flag {flag} does not go with the command {command}. Nothing was done.',
  'usage.bad-speed': '{flag} cannot be "{value}": give a number from above 0 up to 1000. Nothing was done.',
  'usage.bad-count': '{flag} cannot be "{value}": give a whole number from 0 up to {most}. Nothing was done.',
  'usage.only-practice': 'The flag {flag} goes with a practice cluster only. Nothing was done.',
  'usage.practice-alone': '--practice brings its own cluster, so {flag} cannot go with it. Nothing was done.',
  'usage.only-via': 'The flag {flag} goes with {needed} only. Nothing was done.',
  'usage.bad-set': '{flag} cannot be "{value}": give key=value. Nothing was done.',
  'usage.read-only': 'The command {command} writes, and --read-only forbids that. Nothing was done.',
  'usage.no-yes-up':
    'The command up writes to the cluster and asks no questions, so it wants --yes. Nothing was done.',
  'usage.no-yes-down':
    'The command down deletes Istio and Bookinfo from the cluster and asks no questions, so it wants --yes. Nothing was done.',
  'usage.no-yes.hint': 'Look first with "hoist check" and "hoist status", then say it again with --yes.',

  'print.practice': `A practice cluster ({profile}) runs at {server}. Everything in it is simulated. In another terminal:
  export KUBECONFIG={kubeconfig}
Ctrl-C ends it.`,
  'print.error.cancelled': 'Cancelled before anything was written.',
  'print.error.unwritten': 'The output could not be written: {words}',
  'print.error.within': 'no answer within {seconds} s',
  'print.no-terminal':
    'This is not a terminal that the screen could be drawn on, so here is the status once.',
  'print.how-to-go-on': `How to go on:
  hoist check                      is this cluster ready for Istio?
  hoist up --yes                   raise Istio and Bookinfo
  hoist down --yes                 take it all down
  hoist status -o json             the same as data
  hoist --help                     everything else
In a terminal, "hoist" alone opens the screen.`,

  'print.check.warning': 'warning',
  'print.check.failure': 'failed',
  'print.check.success':
    'The cluster is ready: {passed} {passed|check|checks} passed, {warned} with a warning.',
  'print.check.no-success':
    'The cluster is not ready: {failed} {failed|check|checks} failed, {warned} with a warning, {passed} passed.',

  'print.audit.clean': 'Nothing of Istio is left in this cluster.',
  'print.audit.leftovers': 'Left of Istio in this cluster: {count}.',

  'print.status.cluster': 'Cluster {context}',
  'print.status.nodes': 'Nodes',
  'print.status.namespaces': 'Namespaces',
  'print.status.components': 'Components',
  'print.status.proxies': 'Proxies',
  'print.status.steps': 'Steps',
  'print.status.none': '(none)',
  'print.status.singles': 'A single replica, so a single point of failure: {names}',
  'print.status.missing': 'missing',
  'print.status.connecting': 'Not read yet.',
  'print.status.stale': 'As it was at {since}: {words}',
  'print.status.forbidden': 'Cannot be read: "{verb} {resource}" is forbidden to this user.',
  'print.status.failed': 'Cannot be read: {words}',
  'print.status.step.todo': 'to do',
  'print.status.step.running': 'running',
  'print.status.step.partly': 'partly done',
  'print.status.step.done': 'done',
  'print.status.step.problem': 'problem',
  'print.status.step.unknown': 'unknown',

  'print.column.name': 'NAME',
  'print.column.namespace': 'NAMESPACE',
  'print.column.status': 'STATUS',
  'print.column.cpu': 'CPU',
  'print.column.memory': 'MEMORY',
  'print.column.version': 'VERSION',
  'print.column.architecture': 'ARCH',
  'print.column.injection': 'ISTIO-INJECTION',
  'print.column.ready': 'READY',
  'print.column.pods': 'PODS',
  'print.column.ports': 'PORTS',
  'print.column.field': 'FIELD',
  'print.column.owner': 'OWNER',
  'print.column.theirs': 'THEIRS',
  'print.column.ours': 'OURS',

  'print.plan.cluster': 'Plan for {context} ({server}), Kubernetes {version}',
  'print.plan.rewritten': 'Rewritten from {from} to {to}: {why}',
  'print.plan.conflict': '{field} belongs to {owner}, which has {theirs}; this would have {ours}',
  'print.plan.refused': 'There is nothing to plan: this release cannot run on this cluster.',
  'print.plan.counts':
    '{create} to create (+), {change} to change (~), {delete} to delete (-), {keep} left alone (=). Nothing was written.',
  'print.run.up': 'Raising Istio {release} on {context}',
  'print.run.down': 'Taking Istio {release} off {context}',
  'print.run.shown': '{name}, as kubectl describe shows it:',
  'print.run.log': 'The end of the log of {pod}, container {container}:',
  'print.run.url': 'Bookinfo answers at {url}',
  'print.run.result.created': 'created',
  'print.run.result.configured': 'configured',
  'print.run.result.unchanged': 'unchanged',
  'print.run.result.deleted': 'deleted',
  'print.run.result.conflict': 'conflict',
  'print.run.result.failed': 'failed',
  'print.run.result.waiting': 'waiting',
  'print.run.result.ready': 'ready',
  'print.run.result.gone': 'gone',
  'print.run.up.done': 'Up: every step that was asked for is done.',
  'print.run.up.failed': 'Stopped: a step failed.',
  'print.run.up.cancelled': 'Cancelled.',
  'print.run.up.again':
    'Run the same command again to go on: what is done is found unchanged. "hoist down --yes" takes it all down.',
  'print.run.down.done': 'Down: nothing of Istio is left.',
  'print.run.down.failed': 'Stopped: not everything could be taken down.',
  'print.run.down.cancelled': 'Cancelled. What is still there was not looked for.',
  'print.run.down.again': 'Run the same command again to go on. "hoist audit" lists what is left.',
  'print.run.written': 'Written: {created} created, {configured} configured, {deleted} deleted.',
  'print.run.written-nothing': 'Nothing was written.',
  'print.run.took': 'It took {time}.',
} as const;
