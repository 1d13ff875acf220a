import { expect, test } from 'vitest';
import { containerRun, inspectContainer } from '../../source/kubernetes/logs/container-run.ts';
import { ScriptedTransport } from '../scripted-transport.ts';

const terminated = (containerID: string) => ({ terminated: { containerID } });
const of = (status: object, phase = 'Running') => ({
  phase,
  containerStatuses: [{ name: 'web', ...status }],
});

test('a container runs while its state says so', () => {
  expect(containerRun(of({ state: { running: {} }, containerID: 'one' }), 'web', 'one')).toBe('running');
  expect(containerRun(of({ state: { running: {} }, containerID: 'one' }), 'web')).toBe('running');
});

test('a container that has not been started yet is waited for', () => {
  expect(containerRun(of({ state: { waiting: {} } }, 'Pending'), 'web')).toBe('running');
  expect(containerRun({ phase: 'Pending' }, 'web')).toBe('running');
});

test('a container that was terminated has ended', () => {
  expect(containerRun(of({ state: terminated('one'), containerID: 'one' }), 'web', 'one')).toBe('ended');
});

test('a run that ended has ended also while its successor is waited for', () => {
  const status = of({ state: { waiting: {} }, lastState: terminated('one'), containerID: 'one' });
  expect(containerRun(status, 'web', 'one')).toBe('ended');
  expect(containerRun(status, 'web')).toBe('running');
});

test('a run whose successor runs is replaced', () => {
  const status = of({ state: { running: {} }, lastState: terminated('one'), containerID: 'two' });
  expect(containerRun(status, 'web', 'one')).toBe('replaced');
});

test('a run from before the last one is gone', () => {
  const status = of({ state: { running: {} }, lastState: terminated('two'), containerID: 'three' });
  expect(containerRun(status, 'web', 'one')).toBe('gone');
});

test('init containers are found too', () => {
  const status = { phase: 'Running', initContainerStatuses: [{ name: 'init', state: terminated('one') }] };
  expect(containerRun(status, 'init', 'one')).toBe('ended');
});

test('a pod that is over runs nothing', () => {
  expect(containerRun({ phase: 'Succeeded' }, 'web')).toBe('ended');
});

test('asks for no other path, whatever a pod is called', async () => {
  const transport = new ScriptedTransport({});
  await inspectContainer(transport, { namespace: 'a', pod: '../secrets/x?y', container: 'c' });
  expect(transport.asked).toEqual(['GET /api/v1/namespaces/a/pods/..%2Fsecrets%2Fx%3Fy']);
});
