import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Pair {
  cert: string;
  key: string;
}

/** A certificate authority that signs with the `openssl` program, because Node can read X.509 but not write it. */
export class Authority {
  readonly root: Pair;
  readonly #folder: string;

  private constructor(folder: string, root: Pair) {
    this.#folder = folder;
    this.root = root;
    writeFileSync(join(folder, 'ca.pem'), root.cert);
    writeFileSync(join(folder, 'ca.key'), root.key, { mode: 0o600 });
  }

  /** Goes on with the pair of an earlier run. */
  static existing(root: Pair): Authority {
    return new Authority(workFolder(), root);
  }

  static async selfSigned(): Promise<Authority> {
    const folder = workFolder();
    const root = await make(folder, 'root', [
      ...['-days', '365', '-subj', '/O=cluster.local'],
      ...['-addext', 'basicConstraints=critical,CA:TRUE'],
      ...['-addext', 'keyUsage=critical,keyCertSign'],
    ]);
    return new Authority(folder, root);
  }

  /** A key and a certificate for a SPIFFE identity and the DNS names under which it serves; the subject is empty. */
  sign(identity: string, dnsNames: string[]): Promise<Pair> {
    const names = [`URI:${identity}`, ...dnsNames.map((name) => `DNS:${name}`)];
    return make(this.#folder, 'leaf', [
      ...['-CA', join(this.#folder, 'ca.pem'), '-CAkey', join(this.#folder, 'ca.key')],
      ...['-days', '90', '-subj', '/'],
      ...['-addext', `subjectAltName=critical,${names.join(',')}`],
      ...['-addext', 'basicConstraints=critical,CA:FALSE'],
      ...['-addext', 'keyUsage=critical,digitalSignature,keyEncipherment'],
      ...['-addext', 'extendedKeyUsage=serverAuth,clientAuth'],
    ]);
  }
}

function workFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'citadel-'));
  // openssl will not start without a section for the subject, even when the subject is on its command line
  writeFileSync(join(folder, 'openssl.cnf'), '[req]\ndistinguished_name=subject\n[subject]\n');
  return folder;
}

async function make(folder: string, name: string, options: string[]): Promise<Pair> {
  const [cert, key] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
  await run('openssl', [
    ...['req', '-x509', '-config', join(folder, 'openssl.cnf')],
    ...['-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, ...options],
  ]);
  return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
}
