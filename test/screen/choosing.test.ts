import { describe, expect, test } from 'vitest';
import { prepareProgram } from './harness.ts';
import type { Terminal } from './terminal.ts';

const start = prepareProgram();

async function opened(columns: number, rows: number, more = {}): Promise<Terminal> {
  const screen = start(more, columns, rows);
  await screen.until(/0\/7/);
  screen.press('C');
  await screen.until(/What is installed/);
  return screen;
}

describe('the menu of choices', () => {
  test('answers both questions, shows what is chosen in the header, and says why something cannot be had', async () => {
    const screen = await opened(100, 30);
    await screen.until(/▸ 1 \(•\) mTLS: permissive.*services of the mesh take plain text too/s);
    screen.press('down');
    await screen.until(/▸ 2 \( \) mTLS: strict.*services of the mesh refuse plain text/s);
    screen.press('enter');
    // The list stays where it was.
    await screen.until(/1 \( \) mTLS: permissive.*▸ 2 \(•\) mTLS: strict/s);
    screen.press('j');
    await screen.until(/▸ 3 \(•\) via plain/);
    screen.press('j');
    await screen.until(/▸ 4 \( \) via helm.*renders the charts/s);
    screen.press('enter');
    await screen.until(/there is no helm/);
    screen.press('j');
    await screen.until(/▸ 5 \( \) via istioctl/);
    screen.press('j');
    await screen.until(/▸ 6 \[x\] kiali.*Without kiali: there is no picture/s);
    screen.press('enter');
    await screen.until(/▸ 6 \[ \] kiali +there is no picture/);
    screen.press('esc');
    await screen.until((text) => !text.includes('mTLS: strict'));
    expect(screen.text.split('\n')[0]).toMatch(/Istio 1\.1\.0 strict -1/);
  });

  test('counts the rows in sight and of all, and stays where it is at its ends', async () => {
    const screen = await opened(80, 15);
    await screen.until(/▸ 1 \(•\) mTLS: permissive.* 1-(\d)\/6 /s);
    screen.press('k');
    screen.press('G');
    await screen.until(/▸ \d \[x\] kiali.* \d-6\/6 /s);
    expect(screen.text).not.toContain('mTLS: permissive');
    screen.press('j');
    screen.press('k');
    await screen.until(/▸ \d \( \) via istioctl/);
    screen.press('g');
    await screen.until(/▸ 1 \(•\) mTLS: permissive/);
    // Two keys in one packet, as over a slow line.
    screen.press('jj');
    await screen.until(/▸ 3 \(•\) via plain/);
  });

  test('has marks that ASCII has', async () => {
    const screen = await opened(80, 24, { ascii: true });
    await screen.until(/> 1 \(\*\) mTLS: permissive.*2 \( \) mTLS: strict.*6 \[x\] kiali/s);
    expect(screen.text).toMatch(/j k g G move, Enter chooses/);
    expect(screen.text).toMatch(/^[\n -~]*$/);
  });

  test('is read out entry by entry to a screen reader', async () => {
    const screen = start({ spoken: true }, 80, 60);
    await screen.until(/5 Steps\./);
    screen.press('C');
    await screen.until(/What is installed\nmTLS: permissive, on\nmTLS: strict, off\n/);
    screen.press('j');
    await screen.until(/\nmTLS: strict, off\nStrict mutual TLS: /);
    screen.press('enter');
    await screen.until(/\nmTLS: permissive, off\nmTLS: strict, on\n/);
  });
});
