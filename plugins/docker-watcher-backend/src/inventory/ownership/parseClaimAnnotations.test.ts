import { parseClaimAnnotations } from './parseClaimAnnotations';

const NAME = 'docker-watcher/container-name';
const SELECTOR = 'docker-watcher/selector';
const PROJECT = 'docker-watcher/compose-project';
const SERVICE = 'docker-watcher/compose-service';
const HOST = 'docker-watcher/host';

describe('parseClaimAnnotations', () => {
  it('reads every way to claim, narrowed to hosts', () => {
    expect(
      parseClaimAnnotations({
        [NAME]: ' shop-api ,shop_worker.1,shop-api',
        [SELECTOR]: 'app=shop, tier = web,empty=,url=a=b',
        [PROJECT]: 'shop',
        [SERVICE]: 'api',
        [HOST]: 'build-01, nas',
        'backstage.io/other': '=',
      }),
    ).toEqual({
      problems: [],
      pattern: {
        names: ['shop-api', 'shop_worker.1'],
        selector: [
          { key: 'app', value: 'shop' },
          { key: 'tier', value: 'web' },
          { key: 'empty', value: '' },
          { key: 'url', value: 'a=b' },
        ],
        compose: { project: 'shop', service: 'api' },
        hosts: ['build-01', 'nas'],
      },
    });
    expect(parseClaimAnnotations({ [PROJECT]: 'shop' })).toEqual({
      problems: [],
      pattern: { names: [], selector: [], compose: { project: 'shop' } },
    });
    expect(parseClaimAnnotations({})).toEqual({ problems: [] });
    // Members that every object has are no annotations.
    expect(parseClaimAnnotations(Object.create({ [NAME]: 'x' }))).toEqual({
      problems: [],
    });
  });

  it.each<[Record<string, string>, string, RegExp, RegExp]>([
    [{ [NAME]: '' }, NAME, /'' is no name of a container/, /docker ps/],
    [{ [NAME]: '/shop' }, NAME, /'\/shop' is no name/, /such as shop-api/],
    [{ [NAME]: 'a b' }, NAME, /'a b' is no name/, /commas/],
    [{ [NAME]: 'a,,b' }, NAME, /'' is no name/, /commas/],
    [{ [NAME]: 'x'.repeat(2000) }, NAME, /too long/, /1024/],
    [
      { [NAME]: Array.from({ length: 51 }, (_, i) => `c${i}`).join() },
      NAME,
      /51 parts/,
      /at most 50/,
    ],
    [{ [SELECTOR]: 'app' }, SELECTOR, /'app' is no key=value/, /app=shop/],
    [{ [SELECTOR]: '=shop' }, SELECTOR, /'=shop' is no key=value/, /key=value/],
    [{ [SELECTOR]: 'app=shop,' }, SELECTOR, /'' is no key=value/, /key=value/],
    [{ [SELECTOR]: 'app==shop' }, SELECTOR, /other comparison|another/, /app=/],
    [{ [SELECTOR]: 'app!=shop' }, SELECTOR, /another comparison/, /app=shop/],
    [{ [SELECTOR]: 'a=1,a=2' }, SELECTOR, /two values/, /each label once/],
    [{ [PROJECT]: 'my shop' }, PROJECT, /not one word/, /docker compose ls/],
    [{ [PROJECT]: '' }, PROJECT, /not one word/, /such as shop/],
    [
      { [SERVICE]: 'api' },
      SERVICE,
      /without its Compose project/,
      /Add .*proj/,
    ],
    [
      { [HOST]: 'nas' },
      HOST,
      /alone claims no container/,
      /Add docker-watcher/,
    ],
    [
      { [NAME]: 'ok', [HOST]: 'Nas' },
      HOST,
      /'Nas' is no name of a host/,
      /build-01/,
    ],
  ])(
    'explains %j and claims nothing by it',
    (annotations, annotation, problem, cure) => {
      const parsed = parseClaimAnnotations(annotations);
      expect(parsed).toEqual({
        problems: [
          {
            annotation,
            value: expect.any(String),
            problem: expect.stringMatching(problem),
            cure: expect.stringMatching(cure),
          },
        ],
      });
      expect(parsed.problems[0].value.length).toBeLessThan(130);
    },
  );

  it('goes on with what is good beside a mistake, but never with less narrowing', () => {
    expect(
      parseClaimAnnotations({ [NAME]: 'good', [SELECTOR]: 'bad' }),
    ).toMatchObject({ pattern: { names: ['good'], selector: [] } });
    // A service that cannot be read must not become the whole project.
    expect(
      parseClaimAnnotations({ [PROJECT]: 'shop', [SERVICE]: 'a b' }),
    ).not.toHaveProperty('pattern');
    expect(
      parseClaimAnnotations({ [PROJECT]: 'shop', [HOST]: '' }),
    ).not.toHaveProperty('pattern');
  });
});
