import { describe, expect, test } from 'vitest';
import { guideOf } from '../../source/chapter/guide/all.ts';
import type { View } from '../../source/chapter/observe/view.ts';
import { type RowId, stepIds } from '../../source/chapter/step-id.ts';
import { translate } from '../../source/language/translate.ts';
import { newWorld, viewOf } from '../screen/fake-world.ts';

const ids: RowId[] = [...stepIds, 'uninstall'];
const views: [string, View][] = [
  ['an empty cluster', viewOf(newWorld(0, ['check']))],
  ['an installed one', viewOf(newWorld(0, [...stepIds]))],
];
const answersOf = (id: RowId, view: View) =>
  guideOf(id, { view, namespace: 'default' })
    .questions.map(({ answer }) => translate('en', answer))
    .join('\n');
const [empty, full] = views.map(([, view]) => view) as [View, View];

describe.each(views)('the guide on %s', (_, view) => {
  test.each(ids)('says all of %s in both languages, with nothing left open', (id) => {
    const { look, chapter, here, why, questions } = guideOf(id, { view, namespace: 'default' });
    expect(questions.length).toBeGreaterThan(0);
    for (const language of ['en', 'ja'] as const)
      for (const message of [
        look,
        chapter,
        here,
        why,
        ...questions.flatMap((one) => [one.ask, one.answer]),
      ]) {
        const words = translate(language, message);
        expect(words).not.toMatch(/\{\w+\}|undefined|NaN/);
        expect(words).not.toBe('');
      }
  });
});

describe('the answers', () => {
  test('are read off the cluster', () => {
    expect(answersOf('check', full)).toContain('docker-desktop');
    expect(answersOf('control-plane', full)).toContain('istio-pilot');
    expect(answersOf('bookinfo', full)).toContain('reviews-v1, reviews-v2, reviews-v3');
    expect(answersOf('uninstall', full)).toContain('the label on: default');
  });

  test('are others where nothing is there', () => {
    for (const id of ['control-plane', 'bookinfo', 'uninstall'] as const)
      expect(answersOf(id, empty)).not.toBe(answersOf(id, full));
  });

  test('do not take a cluster that has not answered yet for an empty one', () => {
    const silent = { ...empty, cluster: { ...empty.cluster, version: '' } };
    for (const id of ids)
      expect(guideOf(id, { view: silent, namespace: 'default' }).here.key).toBe('step.unknown.connecting');
    expect(guideOf('check', { view: empty, namespace: 'default' }).here.key).toBe('guide.check.here');
  });

  test('say how much the control plane of the release asks for', () => {
    const asked = (release: string | undefined, view: View) =>
      guideOf('check', { view, namespace: 'default', release })
        .questions.map(({ answer }) => translate('en', answer))
        .join('\n');
    const blind = { ...full, nodes: { ...full.nodes, rows: [] } };
    for (const view of [full, blind]) {
      for (const release of [undefined, '1.1.0']) expect(asked(release, view)).toMatch(/^pilot: .* 2 GiB/);
      expect(asked('1.30.3', view)).toMatch(/^istiod, .* 100 MiB/);
    }
  });

  test('name the pods that strict mutual TLS would cut off', () => {
    const components = full.components.rows.map((row) => ({
      ...row,
      pods: row.pods.map((pod) => ({ ...pod, injected: pod.name.startsWith('reviews') })),
    }));
    const view = { ...full, components: { ...full.components, rows: components } };
    expect(answersOf('control-plane', view)).toMatch(/Without one here: .*productpage/);
    expect(answersOf('control-plane', view)).not.toMatch(/Without one here: .*reviews/);
  });
});
