import { describe, expect, it } from 'vitest';
import type { PlanItem, PlanReport } from '../../source/chapter/chapter.ts';
import { planJson } from '../../source/headless/print/json.ts';
import { isPossible, planText } from '../../source/headless/text/plan-text.ts';
import { manner } from './manner.ts';

const ref = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'istio-system', name: 'istio-pilot' };
const report = (items: PlanItem[], more: Partial<PlanReport> = {}): PlanReport => ({
  cluster: { context: 'desk', server: 'https://here', version: 'v1.20.2' },
  release: { version: '1.1.0', directory: '/d' },
  choices: [{ key: 'choice.mtls.strict' }],
  checks: [],
  findings: [],
  refused: false,
  steps: [{ id: 'control-plane', title: { key: 'step.control-plane.title' }, items }],
  ...more,
});
const created: PlanItem = { object: ref, action: 'create' };
const rewritten = {
  from: 'extensions/v1beta1',
  to: 'apps/v1',
  why: { key: 'rewrite.removed', values: { version: 'extensions/v1beta1' } },
  fields: [{ path: '.apiVersion', before: '"extensions/v1beta1"', after: '"apps/v1"' }],
} as const;

describe('hoist plan', () => {
  it('shows the choices first, each object with what becomes of it, and counts', () => {
    const fields = [
      { path: '.spec.replicas', before: '1', after: '2' },
      { path: '.data.mesh', before: '"x"', after: '"y"', lines: ['- a', '+ b'] },
    ];
    const text = planText(
      report([
        { ...created, rewritten },
        { object: { ...ref, name: 'b' }, action: 'change', fields },
        { object: { ...ref, name: 'c' }, action: 'delete', why: { key: 'choice.not-chosen' } },
        { object: { ...ref, name: 'd' }, action: 'keep' },
      ]),
      manner(),
    );
    const lines = text.split('\n');
    expect(lines[1]).toContain('Strict mutual TLS');
    expect(text).toContain('  + deployment.apps/istio-pilot -n istio-system\n');
    expect(text).toContain('      .apiVersion: "extensions/v1beta1" -> "apps/v1"\n');
    expect(text).toContain(
      '  ~ deployment.apps/b -n istio-system\n      .spec.replicas: 1 -> 2\n      .data.mesh\n        - a\n        + b\n',
    );
    expect(text).toContain('  - deployment.apps/c');
    expect(lines.at(-2)).toBe(
      '1 to create (+), 1 to change (~), 1 to delete (-), 1 left alone (=). Nothing was written.',
    );
  });

  it('is one document as JSON, with every field where a script looks for it', () => {
    const plan = JSON.parse(planJson(report([{ ...created, rewritten }]), 'en'));
    expect(plan).toMatchObject({
      possible: true,
      counts: { create: 1, change: 0, delete: 0, keep: 0 },
      choices: [{ messageKey: 'choice.mtls.strict' }],
      steps: [
        {
          id: 'control-plane',
          items: [{ ...ref, action: 'create', fields: [], conflicts: [], refused: false }],
        },
      ],
    });
    expect(plan.steps[0].items[0].rewritten).toMatchObject({ from: 'extensions/v1beta1', to: 'apps/v1' });
  });

  it('says that a run would not come to its end', () => {
    expect(isPossible(report([created]))).toBe(true);
    const conflict = { field: '.spec', owner: 'kubectl', theirs: '1', ours: '2' };
    for (const hindered of [
      report([{ ...created, action: 'change', refused: true, why: { key: 'plan.immutable' } }]),
      report([{ ...created, action: 'change', conflicts: [conflict] }]),
      report([], { refused: true }),
      report([], {
        findings: [
          {
            rule: 'r',
            severity: 'error',
            message: { key: 'lint.empty-arch', values: { count: 10 } },
            objects: [],
          },
        ],
      }),
    ])
      expect(isPossible(hindered)).toBe(false);
  });
});
