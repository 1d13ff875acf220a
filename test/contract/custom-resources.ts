import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bench } from './bench.ts';
import { type Answer, eventually } from './caller.ts';
import { widgetDefinition } from './objects.ts';
import { group, namespace } from './places.ts';
import { isRefused } from './refusal.ts';

export function customResources({ caller, isGone, make, tellsOfFields, traits, value }: Bench): void {
  describe('custom resources', () => {
    const definitions = `/apis/apiextensions.k8s.io/${traits.definitions}/customresourcedefinitions`;
    const definition = `${definitions}/widgets.${group}`;
    const widgets = `/apis/${group}/v1/namespaces/${namespace}/widgets`;
    const widget = (name: string, spec: object, metadata: object = {}) => ({
      apiVersion: `${group}/v1`,
      kind: 'Widget',
      metadata: { name, ...metadata },
      spec,
    });
    const isServed = () =>
      eventually(async () => {
        const { code } = await caller.get(widgets);
        return code === 200 && (await caller.get(`/apis/${group}/v1`)).code === 200;
      }, 'widgets are served');

    beforeAll(async () => {
      await caller.delete(definition);
      await isGone(definition);
      await make(definitions, widgetDefinition(group, traits.definitions));
      await isServed();
    });
    afterAll(async () => {
      await caller.delete(definition);
      await isGone(definition);
    });

    it('say 410 in the stream when the past is forgotten, which begins for them with their definition', async () => {
      await caller.watch(widgets, { resourceVersion: '1' }, async (events) => {
        const { type, object } = await events.next();
        expect(type).toBe('ERROR');
        expect(object).toMatchObject({ kind: 'Status', status: 'Failure', reason: 'Expired', code: 410 });
        expect(object.message).toMatch(/^too old resource version: 1 \(\d+\)$/);
        await events.ended;
      });
    });

    it('refuse a patch that names the UID of another', async () => {
      await make(widgets, widget('bound', { size: 1 }, { finalizers: ['example.com/hold'] }));
      const uid = '00000000-0000-4000-8000-000000000000';
      const { code, body } = await caller.patch(`${widgets}/bound`, 'merge', {
        metadata: { uid, finalizers: null },
      });
      expect(code).toBe(422);
      expect(body.details.causes[0].field).toBe('metadata.uid');
      expect((await caller.get(`${widgets}/bound`)).body.metadata.finalizers).toEqual(['example.com/hold']);
      await caller.patch(`${widgets}/bound`, 'merge', { metadata: { finalizers: null } });
      await caller.delete(`${widgets}/bound`);
    });

    it('are served once their definition is established', async () => {
      const { body } = await caller.get(definition);
      const conditions = body.status.conditions.map(({ type, status, reason, message }: Answer) => [
        type,
        status,
        reason,
        message,
      ]);
      expect(conditions).toContainEqual(['NamesAccepted', 'True', 'NoConflicts', 'no conflicts found']);
      expect(conditions).toContainEqual([
        'Established',
        'True',
        'InitialNamesAccepted',
        'the initial names have been accepted',
      ]);
      expect(body.status.acceptedNames).toEqual({
        plural: 'widgets',
        singular: 'widget',
        kind: 'Widget',
        listKind: 'WidgetList',
        shortNames: ['wd'],
        categories: ['contract'],
      });
      const { resources } = (await caller.get(`/apis/${group}/v1`)).body;
      expect(resources[0]).toMatchObject({
        name: 'widgets',
        singularName: 'widget',
        namespaced: true,
        kind: 'Widget',
        shortNames: ['wd'],
        categories: ['contract'],
      });
      expect(resources.map((one: Answer) => one.name)).toEqual(['widgets', 'widgets/status']);
      expect((await caller.get('/apis')).body.groups.map((one: Answer) => one.name)).toContain(group);
    });

    it('have generations, and a status of their own', async () => {
      const made = await make(widgets, { ...widget('one', { size: 3 }), status: { a: 1 } });
      expect(made.status).toBeUndefined();
      expect(made.metadata.generation).toBe(1);
      const path = `${widgets}/one`;
      const grown = await caller.patch(path, 'merge', { spec: { size: 5 }, status: { b: 1 } });
      expect(grown.body).toMatchObject({ spec: { size: 5 }, metadata: { generation: 2 } });
      expect(grown.body.status).toBeUndefined();
      const told = await caller.patch(`${path}/status`, 'merge', { spec: { size: 6 }, status: { b: 1 } });
      expect(told.body).toMatchObject({ spec: { size: 5 }, status: { b: 1 }, metadata: { generation: 2 } });
    });

    it('are replaced only from the state that was read', async () => {
      await make(widgets, widget('read', { size: 1 }));
      const message = `Invalid value: ${value('0x0', '0')}: must be specified for an update`;
      isRefused(
        await caller.put(`${widgets}/read`, widget('read', { size: 2 })),
        422,
        'Invalid',
        `widgets.${group} "read" is invalid: metadata.resourceVersion: ${message}`,
        {
          name: 'read',
          group,
          kind: 'widgets',
          causes: [{ reason: 'FieldValueInvalid', message, field: 'metadata.resourceVersion' }],
        },
      );
    });

    it('are held to their schema', async () => {
      const typed = await caller.post(widgets, widget('typed', { size: 'x' }));
      expect(typed.code).toBe(422);
      expect(typed.body.message).toContain(`Widget.${group} "typed" is invalid: spec.size: Invalid value: `);
      expect(typed.body.message).toContain('spec.size in body must be of type integer: "string"');
      const small = await caller.post(widgets, widget('small', { size: 0 }));
      expect(small.body.message).toContain('spec.size in body should be greater than or equal to 1');
      const missing = await caller.post(widgets, widget('missing', {}));
      expect(missing).toMatchObject({ code: 422, body: { details: { causes: [{ field: 'spec.size' }] } } });
    });

    it('have the fields of their schema, where it does not keep others', async () => {
      const text = `{"apiVersion":"${group}/v1","kind":"Widget","zoo":1,"metadata":{"name":"fields","foo":1},"spec":{"size":1,"size":2,"free":1},"alpha":1}`;
      const { code, body, warnings } = await caller.call('POST', widgets, { text });
      expect(code).toBe(201);
      expect(body.metadata.foo).toBeUndefined();
      expect(body.spec).toEqual({ size: 2, free: 1 });
      // Before v1, definitions kept what their schema did not know.
      expect([body.alpha, body.zoo]).toEqual(traits.definitions === 'v1' ? [undefined, undefined] : [1, 1]);
      const told = [
        'duplicate field "spec.size"',
        ...['metadata.foo', 'alpha', 'zoo'].map((one) => `unknown field "${one}"`),
      ];
      expect(warnings).toEqual(tellsOfFields ? told : []);
      const refused = await caller.call('POST', `${widgets}?dryRun=All&fieldValidation=Strict`, {
        text: text.replace('"name":"fields"', '"name":"strict"'),
      });
      const why = `Widget in version "v1" cannot be handled as a Widget: strict decoding error: ${told.join(', ')}`;
      if (tellsOfFields) isRefused(refused, 400, 'BadRequest', why);
      else expect(refused.code).toBe(201);
      const patched = await caller.patch(`${widgets}/fields`, 'merge', { metadata: { zap: 1 }, beta: 1 });
      expect(patched.warnings).toEqual(
        tellsOfFields ? ['unknown field "metadata.zap"', 'unknown field "beta"'] : [],
      );
      if (!traits.serverSideApply) return;
      const applied = { ...widget('fields', { size: 3 }), beta: 1 };
      const answer = await caller.patch(`${widgets}/fields?fieldManager=t&force=true`, 'apply', applied);
      const where = tellsOfFields ? ` (/fields; ${group}/v1, Kind=Widget)` : '';
      isRefused(
        answer,
        500,
        '',
        `failed to create typed patch object${where}: .beta: field not declared in schema`,
      );
    });

    it('take no strategic merge patch', async () => {
      await make(widgets, widget('patched', { size: 1 }));
      const reply = await caller.patch(`${widgets}/patched`, 'strategic', { spec: { size: 2 } });
      const types = ['application/json-patch+json', 'application/merge-patch+json'];
      if (traits.serverSideApply) types.push('application/apply-patch+yaml');
      isRefused(
        reply,
        415,
        'UnsupportedMediaType',
        `the body of the request was in an unknown format - accepted media types include: ${types.join(', ')}`,
      );
    });

    it('are printed in the columns of their definition', async () => {
      await make(widgets, widget('printed', { size: 7 }));
      const accept = `application/json;as=Table;v=${traits.views};g=meta.k8s.io`;
      const { body } = await caller.get(`${widgets}?fieldSelector=metadata.name%3Dprinted`, accept);
      expect(body.columnDefinitions.map(({ name, type }: Answer) => [name, type])).toEqual([
        ['Name', 'string'],
        ['Size', 'integer'],
        ['Age', 'date'],
      ]);
      expect(body.rows[0].cells).toEqual(['printed', 7, expect.stringMatching(/^\d+s$/)]);
    });

    it('say their kind in each item of a list', async () => {
      const { body } = await caller.get(widgets);
      expect(body).toMatchObject({ kind: 'WidgetList', apiVersion: `${group}/v1` });
      expect(body.items[0]).toMatchObject({ kind: 'Widget', apiVersion: `${group}/v1` });
    });

    it('are reached by the program through discovery alone', async () => {
      const { api } = caller.connection;
      const ref = { apiVersion: `${group}/v1`, kind: 'Widget', namespace, name: 'printed' };
      expect((await api.get(ref))?.spec).toEqual({ size: 7 });
      await expect(api.get({ ...ref, kind: 'Gadget' })).rejects.toThrow('does not serve Gadget');
    });

    it('go before their definition does, and take nothing new meanwhile', async () => {
      await make(widgets, widget('last', { size: 1 }, { finalizers: ['example.com/hold'] }));
      const { code, body } = await caller.delete(definition);
      expect(code).toBe(200);
      expect(body.metadata.finalizers).toEqual(['customresourcecleanup.apiextensions.k8s.io']);
      expect(body.status.conditions).toContainEqual(
        expect.objectContaining({ type: 'Terminating', status: 'True', reason: 'InstanceDeletionPending' }),
      );
      const late = await eventually(async () => {
        const reply = await caller.post(`${widgets}?dryRun=All`, widget('late', { size: 1 }));
        return reply.code === value(405, 403) && reply;
      }, 'nothing new is taken');
      const why = 'create not allowed while custom resource definition is terminating';
      expect(late.body.message).toBe(value(why, `widgets.${group} "late" is forbidden: ${why}`));
      await isGone(`${widgets}/printed`);
      await eventually(
        async () => (await caller.get(`${widgets}/last`)).body.metadata?.deletionTimestamp,
        'the last is being deleted',
      );
      expect((await caller.get(definition)).code).toBe(200);
      await caller.patch(`${widgets}/last`, 'merge', { metadata: { finalizers: null } });
      await isGone(definition);
      await eventually(async () => (await caller.get(widgets)).code === 404, 'widgets are no longer served');
      await eventually(async () => (await caller.get(`/apis/${group}`)).code === 404, 'the group is gone');
    });
  });
}
