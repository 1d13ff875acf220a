import type { Message } from '../../language/message.ts';

interface Known {
  says: RegExp;
  cause: Message;
  fix: Message;
}

/** What rendering Istio's charts is known to fail with, by what the tools say. */
const known: readonly Known[] = [
  {
    // golang/go#31810: since Go 1.14 a template may not write `if ($x) and (...)`; istio/istio#22295.
    says: /can't give argument to non-function \$spec\.sds/,
    cause: { key: 'render.known.sds' },
    fix: { key: 'render.known.sds.fix' },
  },
  {
    says: /found in Chart\.yaml, but missing in charts\/ directory|found in requirements\.yaml, but missing in charts\//,
    cause: { key: 'render.known.dependencies' },
    fix: { key: 'render.known.dependencies.fix' },
  },
  {
    says: /chart requires kubeVersion/,
    cause: { key: 'render.known.kube-version' },
    fix: { key: 'render.known.kube-version.fix' },
  },
  {
    says: /(Chart\.yaml file is missing|no such file or directory|path ".*" not found|repo .* not found)/i,
    cause: { key: 'render.known.no-chart' },
    fix: { key: 'render.known.no-chart.fix' },
  },
  {
    says: /(failed parsing --set|key ".*" has no value|unable to parse key)/,
    cause: { key: 'render.known.set' },
    fix: { key: 'render.known.set.fix' },
  },
];

/** The cause behind a tool's words and what to do about it, where it is known. */
export function knownFailure(stderr: string): Pick<Known, 'cause' | 'fix'> | undefined {
  return known.find(({ says }) => says.test(stderr));
}
