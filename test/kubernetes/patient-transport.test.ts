import { describe, expect, it } from 'vitest';
import { PatientTransport } from '../../source/kubernetes/connect/patient-transport.ts';
import type { ApiRequest, Transport } from '../../source/kubernetes/connect/transport.ts';
import { ApiError, ConfigError, UnreachableError } from '../../source/kubernetes/errors.ts';
import { eventually } from './eventually.ts';

const refused = () =>
  new UnreachableError('https://fake', Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
const cut = () =>
  new UnreachableError('https://fake', Object.assign(new Error('reset'), { code: 'ECONNRESET' }));

/** A server that answers with these, one after another, and then well. `ready` is what its health says. */
function server(
  answers: unknown[],
  ready: () => boolean = () => true,
  verify: () => Promise<void> = async () => {},
) {
  const calls: string[] = [];
  const inner = {
    server: 'https://fake',
    async json({ method, path }: ApiRequest) {
      calls.push(`${method} ${path}`);
      const answer = answers.shift();
      if (answer) throw answer;
      return 'well';
    },
    async text({ path }: ApiRequest) {
      calls.push(`GET ${path}`);
      if (!ready()) throw refused();
      return 'ok';
    },
    stream: async () => [],
    close: () => {},
  } as unknown as Transport;
  const told: string[] = [];
  const life = new AbortController();
  const patience = {
    longest: 60_000,
    lost: () => told.push('lost'),
    back: () => told.push('back'),
    busy: () => told.push('busy'),
    verify,
  };
  const patient = new PatientTransport(inner, patience, life.signal);
  return { patient, calls, told, life };
}

describe('a call while the API server is away', () => {
  it('is answered once the server is ready again, and that is told', async () => {
    let looks = 0;
    const { patient, calls, told } = server([refused()], () => {
      looks += 1;
      return looks > 1;
    });
    expect(await patient.json({ method: 'GET', path: '/a' })).toBe('well');
    expect(calls.filter((call) => call === 'GET /a')).toHaveLength(2);
    expect(told).toEqual(['lost', 'back']);
  });

  it('is never sent to another cluster that answers in its place, nor is any after it', async () => {
    const other = new ConfigError('changed', { context: 'a', was: 'https://fake', is: 'https://fake' });
    const { patient, calls } = server([refused()], undefined, () => Promise.reject(other));
    await expect(patient.json({ method: 'DELETE', path: '/a' })).rejects.toBe(other);
    await expect(patient.json({ method: 'DELETE', path: '/b' })).rejects.toBe(other);
    await expect(patient.stream({ method: 'GET', path: '/c' })).rejects.toBe(other);
    expect(calls.filter((call) => call.startsWith('DELETE'))).toEqual(['DELETE /a']);
  });

  it('waits on where the server is away again before it could be asked which cluster it is', async () => {
    const lost: unknown[] = [refused(), refused()];
    const verify = async () => {
      const error = lost.shift();
      if (error) throw error;
    };
    const { patient, told } = server([refused()], undefined, verify);
    expect(await patient.json({ method: 'GET', path: '/a' })).toBe('well');
    expect(told).toEqual(['lost', 'back']);
  });

  it('is asked again of a server that ends, and cannot reach itself any more', async () => {
    // As 1.20 answered an apply within the second in which it was stopped.
    const message =
      'Get "https://[::1]:16443/api/v1/namespaces/istio-system/resourcequotas": dial tcp [::1]:16443: connect: connection refused';
    const { patient, calls } = server([new ApiError(500, { message })]);
    expect(await patient.json({ method: 'PATCH', path: '/a' })).toBe('well');
    expect(calls.filter((call) => call === 'PATCH /a')).toHaveLength(2);
  });

  it('makes no noise of a connection that was cut and is there again', async () => {
    const { patient, told } = server([cut()]);
    await patient.json({ method: 'DELETE', path: '/a' });
    expect(told).toEqual([]);
  });

  it('is not sent twice where twice is not as good as once', async () => {
    const { patient, calls } = server([cut()]);
    await expect(patient.json({ method: 'POST', path: '/a' })).rejects.toBeInstanceOf(UnreachableError);
    expect(calls).toEqual(['POST /a']);
    const again = server([refused()]);
    expect(await again.patient.json({ method: 'POST', path: '/a' })).toBe('well');
  });

  it('is asked again when a server that has too much to do wants it, and that is told once', async () => {
    const busy = new ApiError(429, { details: { retryAfterSeconds: 0.01 } });
    const { patient, calls, told } = server([busy, busy]);
    expect(await patient.json({ method: 'GET', path: '/a' })).toBe('well');
    expect(calls).toEqual(['GET /a', 'GET /a', 'GET /a']);
    expect(told).toEqual(['busy']);
  });

  it('asks whether the server is back no longer than anybody wants to know', async () => {
    const { patient, told, life } = server([refused(), refused()], () => false);
    const asked = patient.json({ method: 'GET', path: '/a' });
    await eventually(() => told.includes('lost'));
    life.abort();
    await expect(asked).rejects.toBeInstanceOf(UnreachableError);
    expect(patient.lost).toBeUndefined();
    // It is not back: nobody has heard it.
    expect(told).toEqual(['lost']);
  });

  it('ends with its signal', async () => {
    const { patient } = server([refused()], () => false);
    const cancel = new AbortController();
    const asked = patient.json({ method: 'GET', path: '/a', signal: cancel.signal });
    cancel.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('a refusal', () => {
  it.each([
    ['of rights', new ApiError(403, {})],
    ['of a webhook that does not answer', new ApiError(500, { message: 'failed calling webhook "x"' })],
    [
      'of a webhook on the same machine',
      new ApiError(500, {
        message:
          'failed calling webhook "x": Post "https://127.0.0.1:8443/": dial tcp 127.0.0.1:8443: connect: connection refused',
      }),
    ],
    [
      'of a certificate',
      new UnreachableError(
        'https://fake',
        Object.assign(new Error('no'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
      ),
    ],
  ])('%s is given out at once', async (_, error) => {
    const { patient, calls } = server([error]);
    await expect(patient.json({ method: 'GET', path: '/a' })).rejects.toBe(error);
    expect(calls).toEqual(['GET /a']);
  });
});
