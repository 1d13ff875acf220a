import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { bits, element, integer, octets, oid, sequence, set, tagged, text, time, yes } from './der.ts';

export interface Certificate {
  /** Both as PEM. */
  certificate: string;
  key: string;
}

const year = 365 * 24 * 60 * 60 * 1_000;

const name = (commonName: string): Buffer => sequence(set(sequence(oid('2.5.4.3'), text(commonName))));
const extension = (id: string, critical: boolean, value: Uint8Array): Buffer =>
  sequence(oid(id), ...(critical ? [yes()] : []), octets(value));

/** `2.5.29.*`: what the certificate is for (RFC 5280, 4.2.1). */
function extensions(): Buffer {
  const addresses = [Buffer.from([127, 0, 0, 1]), Buffer.concat([Buffer.alloc(15), Buffer.from([1])])];
  const names = sequence(
    element(0x82, Buffer.from('localhost')),
    element(0x82, Buffer.from('kubernetes')),
    ...addresses.map((address) => element(0x87, address)),
  );
  return sequence(
    extension('2.5.29.19', true, sequence(yes())),
    // Signs certificates (itself) and handshakes.
    extension('2.5.29.15', true, bits(Buffer.from([0b1000_0100]), 2)),
    extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.1'))),
    extension('2.5.29.17', false, names),
  );
}

/** A certificate for this machine alone, signed by itself and good for a year, with a new key. */
export function makeCertificate(now = Date.now()): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'));
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x01;
  const self = name('hoist practice cluster');
  const body = sequence(
    tagged(0, integer(Buffer.from([2]))),
    integer(serial),
    ecdsaWithSha256,
    self,
    // A day back, for clocks that are behind.
    sequence(time(new Date(now - year / 365)), time(new Date(now + year))),
    self,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, extensions()),
  );
  const signed = sequence(body, ecdsaWithSha256, bits(sign('sha256', body, privateKey)));
  const lines = signed.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}
