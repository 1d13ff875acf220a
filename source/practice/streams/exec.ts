import type { Writable } from 'node:stream';
import type { Kubelet } from '../controllers/kubelet.ts';
import type { ExecAnswer, Program } from '../controllers/program.ts';
import type { Connector, ConnectRequest } from '../http/router.ts';
import { badRequest, StatusError } from '../status-error.ts';
import { isWebSocket, openChannels } from './channels.ts';
import { podTarget } from './pod-target.ts';
import { refuseUpgrade } from './refuse.ts';
import { isSpdy, openSpdy } from './spdy-connection.ts';

interface Streams {
  stdout?: Writable;
  stderr?: Writable;
  /** Where the outcome is told, as a `Status`. */
  error?: Writable;
}

/** What a shell without a terminal would answer to the few commands that people try. */
function builtIn(command: readonly string[], hostname: string): ExecAnswer | undefined {
  const [program = '', ...rest] = command;
  const name = program.replace(/^.*\//, '');
  if ((name === 'sh' || name === 'bash') && rest[0] === '-c')
    return builtIn((rest[1] ?? '').trim().split(/\s+/), hostname) ?? shellMisses(rest[1] ?? '');
  if (name === 'sh' || name === 'bash')
    return {
      stdout: '',
      stderr: 'There is no shell to talk to in a simulated container: give it one command with sh -c.\n',
      code: 1,
    };
  if (name === 'echo') return { stdout: `${rest.join(' ').replace(/["']/g, '')}\n`, code: 0 };
  if (name === 'hostname') return { stdout: `${hostname}\n`, code: 0 };
  if (name === 'true') return { stdout: '', code: 0 };
  if (name === 'false') return { stdout: '', code: 1 };
  return undefined;
}

const shellMisses = (text: string): ExecAnswer => ({
  stdout: '',
  stderr: `sh: 1: ${text.trim().split(/\s+/)[0] ?? ''}: not found\n`,
  code: 127,
});

/** What Docker says of a program that is not in the image. */
const notInImage = (program: string): string =>
  `OCI runtime exec failed: exec failed: container_linux.go:346: starting container process caused "exec: \\"${program}\\": executable file not found in $PATH": unknown`;

function statusOf({ code, stderr }: ExecAnswer): string {
  if (code === 0) return JSON.stringify({ metadata: {}, status: 'Success' });
  const message = `command terminated with non-zero exit code: Error executing in Docker Container: ${code}`;
  return JSON.stringify({
    metadata: {},
    status: 'Failure',
    message: code === 126 ? (stderr ?? message) : message,
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: String(code) }] },
  });
}

function run(request: ConnectRequest, program: Program | undefined): ExecAnswer {
  const command = request.query.getAll('command');
  const answer = program?.exec?.(command) ?? builtIn(command, request.info.name ?? '');
  return answer ?? { stdout: '', stderr: `${notInImage(command[0] ?? '')}\n`, code: 126 };
}

function tell(answer: ExecAnswer, { stdout, stderr, error }: Streams): void {
  if (answer.stdout) stdout?.write(answer.stdout);
  if (answer.stderr) stderr?.write(answer.stderr);
  error?.write(statusOf(answer));
  for (const stream of [stdout, stderr, error]) stream?.end();
}

function target(request: ConnectRequest, kubelet: Kubelet): Program | undefined {
  const { pod, worker } = podTarget(request, kubelet);
  if (!request.query.has('command'))
    throw badRequest('you must specify at least 1 command for the container');
  const asked = request.query.get('container') ?? pod.spec.containers[0].name;
  const container = worker.container(asked);
  if (!container) throw badRequest(`container ${asked} is not valid for pod ${pod.metadata.name}`);
  if (container.state.kind !== 'running')
    throw new StatusError(500, 'InternalError', `container not found ("${asked}")`);
  return container.program;
}

export function exec(kubelet: Kubelet): Connector {
  return {
    respond: (request) => {
      target(request, kubelet);
      throw badRequest('Upgrade request required');
    },
    upgrade: (request, message, socket, head) => {
      try {
        const program = target(request, kubelet);
        const wants = (name: string) => ['true', '1'].includes(request.query.get(name) ?? '');
        if (isSpdy(message)) {
          const connection = openSpdy(message, socket, head, 'v4.channel.k8s.io');
          const streams: Record<string, Writable> = {};
          const expected = [
            'error',
            ...['stdin', 'stdout', 'stderr'].filter(wants),
            ...(wants('tty') ? ['resize'] : []),
          ];
          connection.onStream(({ streamtype = '' }, stream) => {
            streams[streamtype] = stream;
            stream.resume();
            if (expected.every((name) => streams[name])) tell(run(request, program), streams);
          });
          return;
        }
        if (!isWebSocket(message)) throw badRequest('Upgrade request required');
        openChannels(message, socket, head, (channels) => {
          const [, stdout, stderr, error] = [0, 1, 2, 3].map((number) => channels.open(number));
          error?.on('finish', () => channels.close());
          tell(run(request, program), { stdout, stderr, error });
        });
      } catch (error) {
        if (!(error instanceof StatusError)) throw error;
        refuseUpgrade(socket, error);
      }
    },
  };
}
