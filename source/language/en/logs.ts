/** About `hoist logs`, and what both faces say about logs that are read. */
export const logs = {
  'help.logs': `hoist logs [WHOSE]: the logs of many containers, merged by the server's times, without losing or repeating a line.

Whose
  hoist logs                          every pod of the namespace
  hoist logs deployment/productpage-v1 one workload: deployment, statefulset, daemonset,
                                      replicaset, job, service, replicationcontroller
  hoist logs pod/NAME                 one pod
  hoist logs 'reviews-v[23]'          pods with this regular expression in their names
  hoist logs step/bookinfo            everything of a step: control-plane, proxies,
                                      injection, bookinfo, gateway
  -l, --selector LABELS               pods with these labels, as kubectl has it
  -n, --namespace NAME                default: default
  -A, --all-namespaces
  -c, --container REGEX               only containers with such names
      --exclude-container REGEX       none with such names
      --containers ROLES              of app,init,sidecar,ephemeral (default: all four)

Which lines
      --since TIME                    not older: 90, 90s, 5m, 1h30m
      --tail N                        begin with the last N lines of each container
  -p, --previous                      of the run before the present one; does not follow
      --no-follow                     what there is, then end
  -i, --include REGEX                 only lines that match
  -e, --exclude REGEX                 none that match
  -H, --highlight REGEX               mark what matches
      A regular expression without a capital letter takes both cases. All are matched in bounded time.

How they look
  -t, --timestamps                    the server's time before each line
      --no-prefix                     lines alone, without pod and container
  -o, --output FORMAT                 text, or jsonl: one object a line
      --language, --no-color, --kubeconfig, --context, --practice as in "hoist --help"

Lines go to stdout. What happens besides (a log that joins or ends, a cut, lines that may be missing) goes to stderr; with
-o jsonl it is on stdout too, as objects of another "type". "(late)" marks a line that came after a newer one was printed.
Ctrl-C and a reader that goes away end it with exit code 0.
`,
  'usage.see-help-logs': '"hoist logs --help" has the flags and examples.',
  'usage.bad-since':
    '--since cannot be "{value}": give seconds, or a time such as 90s, 5m or 1h, up to a day. Nothing was done.',
  'usage.bad-tail': '--tail cannot be "{value}": give a number of lines. Nothing was done.',
  'usage.bad-pattern': '"{value}" is no regular expression: {words}. Nothing was done.',
  'usage.slow-pattern':
    '"{value}" cannot be matched in bounded time: look-ahead, back references and repetitions of more than 16 are not taken. Nothing was done.',
  'usage.bad-workload':
    '"{value}" names nothing that has logs; what can stand before the slash: {known}. Nothing was done.',
  'usage.workload-needs-namespace':
    '"{value}" is in one namespace, so --all-namespaces cannot go with it. Nothing was done.',
  'logs.late': '(late)',
  'logs.joined': '{name}',
  'logs.joined.after': '{name} runs again; the run before ended with {how}',
  'logs.joined.missed': '{name}: {count} runs in between have come and gone, and their logs with them',
  'logs.how.exit': 'exit code {code}',
  'logs.how.exit-reason': 'exit code {code} ({reason})',
  'logs.left.complete': '{name}: complete',
  'logs.left.ended': '{name} has ended',
  'logs.left.ended.how': '{name} has ended with {how}',
  'logs.left.gone': '{name} is gone',
  'logs.left.refused': '{name} cannot be read: {words}',
  'logs.gap': '{name}: lines may be missing between {from} and {to} ({seconds} s)',
  'logs.reconnecting': '{name}: connecting anew: {words}',
  'logs.pods.connecting': 'The pods could not be listed: {words}. Trying again.',
  'logs.pods.live': 'The pods are being watched again.',
  'logs.pods.stale': 'The pods are as they were at {since}: {words}. Trying again.',
  'logs.pods.forbidden': 'New pods cannot join: "{verb} {resource}" is forbidden to this user.',
  'logs.pods.failed': 'The pods cannot be watched: {words}',
  'logs.no-selector':
    '{workload} has no selector, so no pod can be said to be its own. Name a pod, or the workload that has them.',
  'logs.limited':
    '{reading} {reading|log is|logs are} being read; {waiting} more {waiting|waits|wait} until one of them ends.',
  'logs.none.previous': 'None of the containers that were meant has run before.',
  'logs.none': 'No container that was meant has a log.',

  'screen.log.merged': 'all of {name}',
  'screen.log.apps-only': 'applications only',
  'screen.log.joined': 'its log begins here',
  'screen.log.searching': 'searching, {percent} %',
  'screen.empty.searching':
    'Nothing matches /{filter} so far: {percent} % of the log is searched. Esc clears the filter.',
  'screen.log.dropped.limit': '{count} older lines dropped, beyond {limit} MiB',
  'screen.key.json': 'lay out lines of JSON: the message first',
  'screen.key.apps-only': "merged logs: only the applications' own containers, and back",
  'screen.key.whole-log': 'merged logs: from the first line there is, and back to the last 500',
  'screen.key.save-log': 'save the log to a file, as it is filtered',
  'screen.key.merged-logs': 'logs of everything of the row (step, workload, pod, namespace), merged',
  'screen.refused.not-merged': 'Open merged logs first: m on a step, a workload, a pod or a namespace.',
  'screen.refused.no-merged': 'Select a step with pods of its own, a workload, a pod or a namespace first.',
  'screen.ask.file.log': 'Save the log',
  'screen.ask.file.log.what':
    'The log as it stands, without the lines that the filter hides. Only you will be able to read the file.',
} as const;
