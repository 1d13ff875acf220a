import { describe, expect, test } from 'vitest';
import { installed, prepareProgram } from './harness.ts';

const start = prepareProgram();

describe('taking something back', () => {
  test('a step wants the name of the context, as all that deletes does', async () => {
    const screen = start(installed);
    await screen.until(/6\/7/);
    screen.press('5', 'G', 'k', 'k', 'U');
    await screen.until(/Take back this step\?.*Type docker-desktop to confirm/s);
    screen.press('y', 'enter');
    await screen.until(/That is not docker-desktop/);
    screen.press('ctrl-u', 'docker-desktop', 'enter');
    await screen.until(/6 Log: run/);
    await screen.until((text) => !text.includes('Take back this step?'));
  });

  test('is no matter of a step that only looks, nor where hoist may only look', async () => {
    const screen = start(installed);
    await screen.until(/6\/7/);
    screen.press('5', 'g', 'U');
    await screen.until(/This step only looks/);
    const reading = start({ ...installed, readOnly: true });
    await reading.until(/6\/7/);
    reading.press('5', 'G', 'k', 'B');
    await reading.until(/Read-only: nothing is written/);
    expect(reading.text).not.toContain('Type docker-desktop');
  });

  test('says so where nothing was left unfinished', async () => {
    const screen = start(installed);
    await screen.until(/6\/7/);
    screen.press('B');
    await screen.until(/There is nothing to take back/);
    // Nobody has to type a name for nothing.
    expect(screen.text).not.toContain('Type docker-desktop');
    screen.press('5', 'G', 'k', 'U');
    await screen.until(/Nothing to take back: nothing of the step Gateway is there/);
    expect(screen.text).not.toContain('Type docker-desktop');
  });

  test('wants the name of the context where a step was', async () => {
    const screen = start({ ...installed, unfinished: true });
    await screen.until(/6\/7/);
    screen.press('B');
    await screen.until(/Take back the unfinished step\?.*to delete: 58.*Type docker-desktop/s);
  });
});

describe('others’ pods with a sidecar', () => {
  test('are named before all goes, and it has to be said what becomes of them', async () => {
    const screen = start({ ...installed, sidecars: ['shop/cart-1', 'shop/till-1'] });
    await screen.until(/6\/7/);
    screen.press('u');
    await screen.until(/run with a sidecar: 2 \(shop\/cart-1,\s+.*shop\/till-1\)/s);
    screen.press('docker-desktop', 'enter');
    await screen.until(/Say with Tab what becomes of them\.$/m);
    expect(screen.text).toContain('Take all of it down?');
    screen.press('tab');
    await screen.until(/They are started anew without a sidecar/);
    screen.press('tab');
    await screen.until(/They keep their sidecar/);
    screen.press('enter');
    await screen.until((text) => !text.includes('Take all of it down?') && /deleted/.test(text));
  });
});

describe('fields that others own', () => {
  test('are decided on row by row, and the question knows of it', async () => {
    const screen = start({ done: ['check', 'crds'], contested: true });
    await screen.until(/2\/7/);
    screen.press('n');
    await screen.until(/Fields that others own: 2, decided on: 0/);
    screen.press('f');
    await screen.until(/scaler has 3, hoist wants 1/);
    screen.press('t');
    await screen.until(/taken over/);
    screen.press('j', 'l');
    await screen.until(/left to its owner/);
    screen.press('r');
    await screen.until(/Run this step\?.*Fields that others own: 2, decided on: 2/s);
  });
});

describe('what hangs', () => {
  test('is shown with its proof, and repaired only by the name of the context', async () => {
    const screen = start({ ...installed, hangs: true });
    await screen.until(/6\/7/);
    screen.press('H');
    await screen.until(/▸ namespace\/busy.*Start the controller that is named above/s);
    screen.press('R');
    await screen.until(/hoist does not repair this/);
    screen.press('j');
    await screen.until(/▸ namespace\/shop/);
    screen.press('R');
    await screen.until(/Repair this\?.*Type docker-desktop to confirm/s);
    screen.press('docker-desktop', 'enter');
    await screen.until(/6 Log: run/);
  });
});
