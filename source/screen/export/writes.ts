const verbs = [
  'apply',
  'create',
  'delete',
  'label',
  'annotate',
  'scale',
  'patch',
  'set',
  'replace',
  'rollout restart',
  'install',
  'upgrade',
  'uninstall',
];
/** Flags of kubectl and helm that stand before the verb and take a word of their own. */
const beforeVerb = String.raw`(?:\s+(?:-n|--namespace|--context|--kubeconfig)(?:=|\s+)\S+)*`;
/** Where a program stands in a line: first, behind a pipe, or in the loop over files. No other comes behind it. */
const writing = new RegExp(
  String.raw`(?:^|^for i in [\w./*-]+; do |^(?:[\w.~/-]*/)?(?:helm|istioctl)\s[^|;&\`(]*\| )(?:kubectl|helm|istioctl|hoist)${beforeVerb}\s+(?:${verbs.join('|')})\b[^|;&\`(]*(?:; done)?$`,
);
/** A word in quotes, and a quote by itself: neither is a program, whatever it says. */
const quotes = /'[^']*'|\\./g;

/**
 * Whether a command line changes the cluster; all others only look, some of them for ever. A line that is several is none that hoist
 * made, and changes nothing.
 */
export const changesCluster = (command: string): boolean =>
  !/[\r\n]/.test(command) && writing.test(command.replace(quotes, "''"));
