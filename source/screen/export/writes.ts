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
const writing = new RegExp(
  String.raw`\b(?:kubectl|helm|istioctl|hoist)${beforeVerb}\s+(?:${verbs.join('|')})\b`,
);

/** Whether a command line changes the cluster; all others only look, some of them for ever. */
export const changesCluster = (command: string): boolean => writing.test(command);
