import { describe, expect, test } from 'vitest';
import { installed, prepareProgram } from './harness.ts';

const start = prepareProgram();

describe('running', () => {
  test('asks with the plan before it runs the next step, and no is what Enter means', async () => {
    const screen = start({ done: ['check'] });
    await screen.until(/1\/7/);
    screen.press('n');
    await screen.until(/to create: 58/);
    screen.press('enter');
    await screen.until((text) => !text.includes('Run this step?'));
    expect(screen.text).not.toContain('created');
    screen.press('n');
    await screen.until(/to create: 58/);
    screen.press('y');
    await screen.until(/58 created, 0 configured, 0 deleted/);
    await screen.until(/5 Steps 2\/7/);
    await screen.until(/✔ created +customresourcedefinition\/kind58s/);
  });

  test('runs all that is left after one question', async () => {
    const screen = start({ done: ['check', 'crds'] }, 120, 40);
    await screen.until(/2\/7/);
    screen.press('5', 'a');
    await screen.until(/Run all that is left\?/);
    screen.press('y');
    await screen.until(/5 Steps 7\/7/);
    await screen.until(/open +http:\/\/192\.168\.65\.3:31380\/productpage/);
  });

  test('cancels a run after a question, and says what it wrote', async () => {
    const screen = start({ done: ['check', 'crds'], holds: 'control-plane' });
    await screen.until(/2\/7/);
    screen.press('n');
    await screen.until(/to create: 13/);
    screen.press('y');
    await screen.until(/Components 12\/12/);
    screen.press('x');
    await screen.until(/Cancel the run\?.*13 created/s);
    screen.press('n');
    await screen.until((text) => !text.includes('Cancel the run?'));
    expect(screen.text).toContain('running');
    screen.press('x');
    await screen.until(/Cancel the run\?/);
    screen.press('y');
    await screen.until(/cancelled after .*13 created/);
  });

  test('takes all down only after the name of the context was typed', async () => {
    const screen = start(installed);
    await screen.until(/6\/7/);
    screen.press('u');
    await screen.until(/Type docker-desktop to confirm/);
    screen.press('yes', 'enter');
    await screen.until(/That is not docker-desktop/);
    screen.press('backspace', 'backspace', 'backspace', 'docker-desktop');
    await screen.until(/▸ docker-desktop/);
    expect(screen.text).not.toContain('deleted ');
    screen.press('enter');
    await screen.until(/80 deleted/);
    await screen.until(/5 Steps 0\/7/);
  });

  test('a pasted name with a newline confirms nothing', async () => {
    const screen = start(installed);
    await screen.until(/6\/7/);
    screen.press('u');
    await screen.until(/Type docker-desktop to confirm/);
    screen.paste('docker-desktop\r\n');
    await screen.until(/▸ docker-desktop/);
    screen.press('esc');
    await screen.until((text) => !text.includes('Take all of it down?'));
    expect(screen.text).toContain('5 Steps 6/7');
  });

  test.each(['n', 'u', 'a', '5jr', '5Gr'])('writes nothing where it may only read: %s', async (pressed) => {
    const screen = start({ ...installed, readOnly: true });
    await screen.until(/READ-ONLY/);
    screen.press(...pressed);
    const text = await screen.until(/Read-only: nothing is written/);
    expect(text).not.toMatch(/Run this step|Run all|Take all/);
  });

  test('as long as it is not known which release fits, it does not say that none does', async () => {
    const screen = start({ release: 'later' });
    await screen.until(/5 Steps/);
    screen.press('a');
    await screen.until(/The cluster has not answered yet/);
    expect(screen.lines.join('\n')).not.toContain('no release');
  });

  test('where no release fits it says where the reason is', async () => {
    const screen = start({ release: false });
    await screen.until(/5 Steps 0\/7/);
    screen.press('5', 'j', 'r');
    await screen.until(/No release of Istio fits/);
  });
});
