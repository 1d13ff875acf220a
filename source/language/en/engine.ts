/** About runs that are kept, gone on with and taken back: source/chapter/journal and source/chapter/keeping. */
export const engine = {
  'run.lost': 'The API server does not answer ({words}). The run waits for it and then goes on.',
  'run.back': 'The API server answers again, after {seconds} s.',
  'apply.replanned':
    '{name} has changed since it was looked at. It is looked at again, and written as it is wanted.',
  'lease.held': 'Another hoist is at work on this cluster: {user} on {host}, process {pid}, since {since}.',
  'lease.held.hint':
    'Wait until it is done, or end it there. If it is gone, the cluster is free in {seconds} s: then run the same command again.',
  'lease.taken': 'The lease that {user} on {host} took at {since} has run out; it is taken over.',
  'lease.lost': 'Another hoist has taken over the lease of this cluster. Nothing more is written from here.',
  'inventory.kept':
    'What hoist brings is listed in the ConfigMap {namespace}/{name}, with what was there before; it goes with the last object.',
  'keeping.refused':
    'hoist may not keep its lease and inventory in kube-system, so it cannot tell whether another one is at work: {words}',
  'journal.unwritten': 'The journal of this run could not be written: {words}',
  resumed: 'An earlier run of {began}, by {user} on {host}, {how}. This one goes on with it.',
  'resumed.broken': 'was broken off without a word',
  'resumed.failed': 'failed',
  'resumed.cancelled': 'was cancelled',
  'resumed.done': 'It wrote {written} objects. Steps done: {done}; left: {left}.',
  'resumed.unsure':
    'Begun, and nobody knows whether done: {names}. What is there is found unchanged, what is not is written.',
  'conflict.take': 'taken over',
  'conflict.leave': 'left to its owner',
  'conflict.choice': 'CHOICE',
  'evidence.events': 'The last warnings about {name}:',
} as const;
