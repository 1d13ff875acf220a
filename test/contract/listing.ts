import { beforeAll, describe, expect, it } from 'vitest';
import type { Bench } from './bench.ts';
import type { Answer } from './caller.ts';
import { deployment } from './objects.ts';
import { configMaps, deployments, root } from './places.ts';
import { isRefused } from './refusal.ts';

export function listing({ caller, make, makeMap, traits, value }: Bench): void {
  describe('listing', () => {
    beforeAll(async () => {
      for (const name of ['a', 'b', 'c', 'd'])
        await makeMap(
          `list-${name}`,
          {},
          { labels: { set: 'list', letter: name, ...(name === 'a' ? { first: '' } : {}) } },
        );
    });
    const names = async (query: string) => {
      const { body } = await caller.get(`${configMaps}?${query}`);
      return body.items?.map(({ metadata }: Answer) => metadata.name) ?? body;
    };

    it.each([
      ['set=list', ['list-a', 'list-b', 'list-c', 'list-d']],
      ['set==list,letter!=b', ['list-a', 'list-c', 'list-d']],
      ['letter in (a,b),first', ['list-a']],
      ['set=list,letter notin (a, b),!first', ['list-c', 'list-d']],
      ['set=list,!letter', []],
    ])('selects by labels: %s', async (selector, expected) => {
      expect(await names(`labelSelector=${encodeURIComponent(selector)}`)).toEqual(expected);
    });

    it('selects by fields', async () => {
      expect(await names('fieldSelector=metadata.name%3Dlist-b')).toEqual(['list-b']);
      const others = await names('labelSelector=set%3Dlist&fieldSelector=metadata.name!%3Dlist-b');
      expect(others).toEqual(['list-a', 'list-c', 'list-d']);
      const tokens = await caller.get(`${root}/secrets?fieldSelector=type%3Dexample.com/none`);
      expect(tokens.body.items).toEqual([]);
    });

    it.each([
      ['labelSelector=a%20in', "unable to parse requirement: found '' expected: '('"],
      ['fieldSelector=foo', "invalid selector: 'foo'; can't understand 'foo'"],
      [
        'fieldSelector=data.x%3D1',
        '"data.x" is not a known field selector: only "metadata.name", "metadata.namespace"',
      ],
      ['limit=x', 'strconv.ParseInt: parsing "x": invalid syntax'],
      [
        'continue=x',
        'invalid continue token: continue key is not valid: illegal base64 data at input byte 0',
      ],
    ])('answers 400 to %s', async (query, message) => {
      isRefused(await caller.get(`${configMaps}?${query}`), 400, 'BadRequest', message);
    });

    it('comes in pages, all of one moment', async () => {
      const query = 'labelSelector=set%3Dlist&limit=2';
      const first = (await caller.get(`${configMaps}?${query}`)).body;
      expect(first.items.map(({ metadata }: Answer) => metadata.name)).toEqual(['list-a', 'list-b']);
      expect(first.metadata.continue).toBeTruthy();
      await makeMap('list-bb', {}, { labels: { set: 'list' } });
      const later: string[] = [];
      let token: string | undefined = first.metadata.continue;
      while (token) {
        const { body } = await caller.get(`${configMaps}?${query}&continue=${encodeURIComponent(token)}`);
        expect(body.metadata.resourceVersion).toBe(first.metadata.resourceVersion);
        later.push(...body.items.map(({ metadata }: Answer) => metadata.name));
        token = body.metadata.continue;
      }
      expect(later).toEqual(['list-c', 'list-d']);
      await caller.delete(`${configMaps}/list-bb`);
    });

    it('says what the list is, and leaves that out of its items', async () => {
      const { body } = await caller.get(`${configMaps}?limit=1`);
      expect(body).toMatchObject({ kind: 'ConfigMapList', apiVersion: 'v1' });
      expect(body.metadata.resourceVersion).toMatch(/^\d+$/);
      expect(Object.keys(body.items[0])).not.toContain('kind');
      expect(body.metadata.remainingItemCount).toBeGreaterThan(0);
    });

    it('shows tables with the columns that kubectl prints', async () => {
      await make(deployments, {
        ...deployment('tabled'),
        spec: { ...deployment('tabled').spec, paused: true },
      });
      const accept = `application/json;as=Table;v=${traits.views};g=meta.k8s.io`;
      const { body } = await caller.get(`${deployments}?fieldSelector=metadata.name%3Dtabled`, accept);
      expect(body).toMatchObject({ kind: 'Table', apiVersion: `meta.k8s.io/${traits.views}` });
      const columns = body.columnDefinitions.map((one: Answer) => [one.name, one.priority]);
      expect(columns).toEqual([
        ['Name', 0],
        ['Ready', 0],
        ['Up-to-date', 0],
        ['Available', 0],
        ['Age', 0],
        ['Containers', 1],
        ['Images', 1],
        ['Selector', 1],
      ]);
      expect(body.columnDefinitions[0]).toMatchObject({ type: 'string', format: 'name' });
      const [row] = body.rows;
      expect(row.cells).toEqual([
        'tabled',
        '0/0',
        0,
        0,
        expect.stringMatching(/^\d+s$/),
        'c',
        'example/image:1',
        'app=contract',
      ]);
      expect(row.object).toMatchObject({
        kind: 'PartialObjectMetadata',
        apiVersion: `meta.k8s.io/${traits.views}`,
        metadata: { name: 'tabled' },
      });
      expect(row.object.spec).toBeUndefined();
    });

    it.each([
      ['pods', ['Name', 'Ready', 'Status', 'Restarts', 'Age']],
      ['services', ['Name', 'Type', 'Cluster-IP', 'External-IP', 'Port(s)', 'Age']],
      ['configmaps', ['Name', 'Data', 'Age']],
      ['secrets', ['Name', 'Type', 'Data', 'Age']],
      ['serviceaccounts', ['Name', 'Secrets', 'Age']],
      ['events', ['Last Seen', 'Type', 'Reason', 'Object', 'Message']],
      ['endpoints', ['Name', 'Endpoints', 'Age']],
    ])('prints %s in its columns', async (plural, columns) => {
      const { body } = await caller.get(
        `${root}/${plural}`,
        `application/json;as=Table;v=${traits.views};g=meta.k8s.io`,
      );
      const shown = body.columnDefinitions.filter((one: Answer) => one.priority === 0);
      expect(shown.map((one: Answer) => one.name)).toEqual(columns);
    });

    it('shows names alone to who asks for metadata', async () => {
      const accept = `application/json;as=PartialObjectMetadataList;v=${traits.views};g=meta.k8s.io`;
      const { body } = await caller.get(`${configMaps}?labelSelector=letter%3Da`, accept);
      expect(body).toMatchObject({
        kind: 'PartialObjectMetadataList',
        apiVersion: `meta.k8s.io/${traits.views}`,
        items: [{ kind: 'PartialObjectMetadata', metadata: { name: 'list-a' } }],
      });
    });

    it('refuses to write what it cannot', async () => {
      const xml = await caller.get(configMaps, 'application/xml');
      const streams = 'application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch';
      const more = `\n\nAvailable representations: application/json, application/yaml, application/vnd.kubernetes.protobuf, ${streams}`;
      isRefused(xml, 406, 'NotAcceptable', `406: Not Acceptable${value('', more)}`, {});
      isRefused(
        await caller.get(configMaps, 'application/json;as=Table;v=v9;g=meta.k8s.io'),
        406,
        'NotAcceptable',
        'only the following media types are accepted: application/json, application/yaml, application/vnd.kubernetes.protobuf',
      );
      const fallback = await caller.get(
        configMaps,
        'application/json;as=Table;v=v9;g=meta.k8s.io,application/json',
      );
      expect(fallback.body.kind).toBe('ConfigMapList');
    });

    it('waits for no resourceVersion that has not been', async () => {
      const { code, body } = await caller.get(`${configMaps}?resourceVersion=99999999999`);
      if (traits.minor < 17) return expect(code).not.toBe(200);
      expect(code).toBe(504);
      expect(body.message).toMatch(/^Timeout: Too large resource version: 99999999999, current: \d+$/);
    });
  });
}
