import { isDockerWatcherAvailable } from './isDockerWatcherAvailable';

const entity = (kind: string, annotations?: Record<string, string>) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name: 'shop', annotations },
});

describe('isDockerWatcherAvailable', () => {
  it('holds for what is deployed, which a label can name', () => {
    expect(isDockerWatcherAvailable(entity('Component'))).toBe(true);
    expect(isDockerWatcherAvailable(entity('Resource'))).toBe(true);
    expect(isDockerWatcherAvailable(entity('component'))).toBe(true);
  });

  it('does not hold for hosts and Compose projects, unless they claim some', () => {
    for (const type of ['docker-host', 'docker-compose-project']) {
      expect(
        isDockerWatcherAvailable({ ...entity('Resource'), spec: { type } }),
      ).toBe(false);
      expect(
        isDockerWatcherAvailable({
          ...entity('Resource', { 'docker-watcher/container-name': 'proxy' }),
          spec: { type },
        }),
      ).toBe(true);
    }
  });

  it('holds for others as soon as they claim containers', () => {
    expect(isDockerWatcherAvailable(entity('System'))).toBe(false);
    expect(isDockerWatcherAvailable(entity('API', { other: 'x' }))).toBe(false);
    expect(
      isDockerWatcherAvailable(
        entity('System', { 'docker-watcher/compose-project': 'shop' }),
      ),
    ).toBe(true);
    expect(
      isDockerWatcherAvailable(
        entity('API', { 'docker-watcher/selector': '' }),
      ),
    ).toBe(true);
  });
});
