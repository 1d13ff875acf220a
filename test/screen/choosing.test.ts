import { describe, expect, test } from 'vitest';
import { prepareProgram } from './harness.ts';

const start = prepareProgram();

describe('the menu of choices', () => {
  test('answers both questions, shows what is chosen in the header, and says why something cannot be had', async () => {
    const screen = start({}, 100, 30);
    await screen.until(/0\/7/);
    screen.press('C');
    await screen.until(/▸ \[x\] mTLS: permissive/);
    screen.press('down');
    await screen.until(/▸ \[ \] mTLS: strict/);
    screen.press('enter');
    // The list stays where it was.
    await screen.until(/▸ \[x\] mTLS: strict/);
    await screen.until(/Strict mutual TLS/);
    screen.press('j');
    await screen.until(/▸ \[x\] via plain/);
    screen.press('j');
    await screen.until(/▸ \[ \] via helm/);
    screen.press('enter');
    await screen.until(/there is no helm/);
    screen.press('j');
    await screen.until(/▸ \[ \] via istioctl/);
    screen.press('j');
    await screen.until(/▸ \[x\] kiali/);
    screen.press('enter');
    await screen.until(/▸ \[ \] kiali +there is no picture/);
    screen.press('esc');
    await screen.until((text) => !text.includes('mTLS: strict'));
    expect(screen.text.split('\n')[0]).toMatch(/Istio 1\.1\.0 strict -1/);
  });
});
