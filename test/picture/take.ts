import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Terminal } from '../screen/terminal.ts';
import { svgOf } from './svg.ts';

// `npm run picture`: the built program on its practice cluster, walked through the chapter by keys, and what is then on its screen.
const program = fileURLToPath(new URL('../../dist/hoist.js', import.meta.url));
const picture = new URL('../../docs/screen.svg', import.meta.url);
const screen = new Terminal([program, '--practice', '--speed', '20', '--language', 'en'], 110, 34, {
  XDG_CONFIG_HOME: '/nonexistent',
});
try {
  await screen.until(/13 passed|passed/, 60_000);
  await screen.until(/n next step/, 60_000);
  screen.press('a');
  await screen.until(/Run all that is left\?/, 30_000);
  screen.press('y');
  await screen.until(/Steps 7\/7/, 300_000);
  await screen.until(/Bookinfo answers at/, 60_000);
  screen.press('3', 'j', 'enter');
  await screen.until(/svc\/details/, 30_000);
  await screen.until(/Checks: ✔ \d+ passed/, 30_000);
  await screen.quiet(1000);
  writeFileSync(
    picture,
    svgOf(screen.cells, 'hoist after the last step of the chapter, on its practice cluster'),
  );
} finally {
  await screen.end();
}
