import { readFileSync, watchFile } from 'node:fs';
import { createServer } from 'node:https';
import { readBody, respond } from './http.ts';

/** AdmissionReview v1beta1, the only version that Istio 1.1 speaks. */
export interface AdmissionRequest {
  uid: string;
  kind: { group: string; version: string; kind: string };
  operation: string;
  namespace?: string;
  name?: string;
  object: unknown;
  userInfo?: { username?: string; uid?: string; groups?: string[] };
}
export interface AdmissionResponse {
  uid?: string;
  allowed: boolean;
  status?: { message: string };
  patch?: string;
  patchType?: 'JSONPatch';
}
export type Admit = (request: AdmissionRequest) => AdmissionResponse;

/** A webhook over TLS. The files are read again when they change, because citadel renews what the secret holds. */
export function serveAdmission(
  files: { cert: string; key: string },
  admit: Record<string, Admit>,
): Promise<void> {
  const read = () => ({ cert: readFileSync(files.cert), key: readFileSync(files.key) });
  const server = createServer(read(), (request, response) => {
    const handler = async (path: string) => {
      const review = admit[path];
      if (!review) return undefined;
      const { request: asked } = JSON.parse(await readBody(request)) as { request: AdmissionRequest };
      const body = {
        apiVersion: 'admission.k8s.io/v1beta1',
        kind: 'AdmissionReview',
        response: review(asked),
      };
      body.response.uid = asked.uid;
      return { type: 'application/json', body: JSON.stringify(body) };
    };
    void respond(handler, request, response);
  });
  watchFile(files.cert, { interval: 5000 }, () => server.setSecureContext(read()));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(443, '0.0.0.0', resolve);
  });
}
