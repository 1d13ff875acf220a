// Before `npm start`, `npm test` and `npm pack`: installs what is missing and builds what is stale, so that each works alone on a fresh clone.
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { isBuilt, isInstalled, root } from './stale.mjs';

function run(command, args) {
  // The checkout's own Node comes first from here on, whatever the machine has.
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  // Output goes to stderr: `npm start -- status -o json | jq` must read the program's output alone.
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    // `npm pack --dry-run` hands its flag down, and a dry install installs nothing.
    env: { ...process.env, PATH: path, npm_config_dry_run: 'false' },
    shell: process.platform === 'win32',
  });
  if (error || status !== 0) {
    process.stderr.write(
      `hoist: "${command} ${args.join(' ')}" failed${error ? `: ${error.message}` : ''}.\n`,
    );
    process.exit(1);
  }
}

if (!isInstalled()) {
  process.stderr.write('hoist: installing its packages (once)\n');
  run('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error']);
}
if (!isBuilt()) {
  process.stderr.write('hoist: building\n');
  run('node', [join('source', 'build', 'bundle.mjs')]);
}
