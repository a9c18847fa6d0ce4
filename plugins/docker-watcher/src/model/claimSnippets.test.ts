import {
  annotationsToClaim,
  formatAnnotationTemplate,
  formatAnnotations,
  formatComposeLabel,
  formatRunLabel,
  formatTrust,
  guessEntityRef,
} from './claimSnippets';

describe('what there is to paste', () => {
  it('quotes only what YAML would read as something else', () => {
    expect(
      formatAnnotations({
        'docker-watcher/compose-project': 'shop',
        'docker-watcher/container-name': '8080',
        'docker-watcher/selector': 'team=a,tier=b',
        'docker-watcher/host': 'on',
      }),
    ).toBe(
      [
        'metadata:',
        '  annotations:',
        '    docker-watcher/compose-project: shop',
        '    docker-watcher/container-name: "8080"',
        '    docker-watcher/selector: "team=a,tier=b"',
        '    docker-watcher/host: "on"',
      ].join('\n'),
    );
  });

  it('claims a service of a Compose project, else the container by its name', () => {
    const compose = { project: 'shop', service: 'web', number: 2 };
    expect(
      annotationsToClaim({ name: 'shop-web-2', host: 'nas', compose }),
    ).toEqual({
      'docker-watcher/compose-project': 'shop',
      'docker-watcher/compose-service': 'web',
      'docker-watcher/host': 'nas',
    });
    expect(annotationsToClaim({ name: 'wiki', host: 'nas' })).toEqual({
      'docker-watcher/container-name': 'wiki',
      'docker-watcher/host': 'nas',
    });
    expect(guessEntityRef({ name: 'shop-web-2', compose })).toBe(
      'component:default/web',
    );
    expect(guessEntityRef({ name: 'wiki' })).toBe('component:default/wiki');
  });

  it('names the entity by a label', () => {
    expect(formatComposeLabel('web', 'component:default/shop')).toBe(
      [
        'services:',
        '  web:',
        '    labels:',
        '      docker-watcher.entity-ref: "component:default/shop"',
      ].join('\n'),
    );
    expect(formatRunLabel('component:default/shop')).toBe(
      'docker run --label docker-watcher.entity-ref=component:default/shop …',
    );
  });

  it('trusts owners on the hosts that it is about', () => {
    expect(formatTrust(['local', 'nas'], ['group:default/shop'])).toBe(
      [
        'dockerWatcher:',
        '  hosts:',
        '    - name: local',
        '      trustAnnotationsFrom: ["group:default/shop"]',
        '    - name: nas',
        '      trustAnnotationsFrom: ["group:default/shop"]',
      ].join('\n'),
    );
  });

  it('shows every way to an entity of which nothing is known', () => {
    const template = formatAnnotationTemplate('shop-web');
    expect(template).toContain(
      '\n    docker-watcher/container-name: shop-web\n',
    );
    expect(template).toContain('# docker-watcher/compose-project: ');
    expect(template).toContain('# docker-watcher/selector: ');
  });
});
