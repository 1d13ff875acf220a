import type { Json } from '../object.ts';

type Check = (spec: Json) => string[];

/** The mistakes that a reader of the book is likely to make; everything else is let through. */
const checks: Record<string, Check> = {
  Gateway: (spec) => {
    const servers: Json[] = spec?.servers ?? [];
    if (!servers.length) return ['gateway must have at least one server'];
    return servers.flatMap(({ port, hosts }) => [
      ...(port?.number ? [] : ['port is required']),
      ...(hosts?.length ? [] : ['server config must contain at least one host']),
    ]);
  },
  VirtualService: (spec) => [
    ...(spec?.hosts?.length ? [] : ['virtual service must have at least one host']),
    ...(spec?.http?.length || spec?.tcp?.length || spec?.tls?.length
      ? []
      : ['http, tcp or tls must be provided in virtual service']),
  ],
  DestinationRule: (spec) => (spec?.host ? [] : ['invalid host in destination rule']),
};

/** What is wrong with an object of Istio's, as hashicorp/go-multierror prints it; undefined when nothing is. */
export function whyInvalid(kind: string, spec: Json): string | undefined {
  const problems = checks[kind]?.(spec) ?? [];
  if (!problems.length) return undefined;
  const list = problems.map((problem) => `\t* ${problem}\n`).join('');
  return problems.length === 1 ? problems[0] : `${problems.length} errors occurred:\n${list}\n`;
}
