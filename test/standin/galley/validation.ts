import type { AdmissionRequest, AdmissionResponse } from '../shared/admission.ts';

interface Configured {
  spec?: {
    servers?: { port?: { number?: number; protocol?: string }; hosts?: string[] }[];
    hosts?: string[];
    host?: string;
    http?: unknown[];
    tcp?: unknown[];
    tls?: unknown[];
  };
}

/** The mistakes that a reader of the book is likely to make; everything else is allowed. */
export function validate(request: AdmissionRequest): AdmissionResponse {
  const problems = (CHECKS[request.kind.kind] ?? (() => []))((request.object ?? {}) as Configured);
  if (problems.length === 0) return { allowed: true };
  return { allowed: false, status: { message: `configuration is invalid: ${combine(problems)}` } };
}

const CHECKS: Record<string, (object: Configured) => string[]> = {
  Gateway: ({ spec }) => {
    const servers = spec?.servers ?? [];
    if (servers.length === 0) return ['gateway must have at least one server'];
    return servers.flatMap(({ port, hosts }) => [
      ...(port?.number ? [] : ['port is required']),
      ...(hosts?.length ? [] : ['server config must contain at least one host']),
    ]);
  },
  VirtualService: ({ spec }) => [
    ...(spec?.hosts?.length ? [] : ['virtual service must have at least one host']),
    ...(spec?.http?.length || spec?.tcp?.length || spec?.tls?.length
      ? []
      : ['http, tcp or tls must be provided in virtual service']),
  ],
  DestinationRule: ({ spec }) => (spec?.host ? [] : ['invalid host in destination rule']),
};

/** Several errors as hashicorp/go-multierror prints them. */
function combine(problems: string[]): string {
  if (problems.length === 1) return problems[0] ?? '';
  return `${problems.length} errors occurred:\n\t* ${problems.join('\n\t* ')}\n\n`;
}
