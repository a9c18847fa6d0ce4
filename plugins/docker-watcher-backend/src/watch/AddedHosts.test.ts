import { FakeContainerEngine } from 'backstage-plugin-docker-watcher-node/testUtils';
import { AddedHosts } from './AddedHosts';

const engine = FakeContainerEngine.create();

describe('AddedHosts', () => {
  it('fills in what a module leaves out', () => {
    const hosts = AddedHosts.create();
    hosts.addHost({ name: 'a', engine });
    hosts.addHost({
      name: 'b',
      title: 'B',
      addresses: ['10.0.0.5'],
      entityRef: 'resource:default/b',
      readOnly: true,
      simulated: true,
      trustAnnotationsFrom: ['Group:Shop', '*'],
      engine,
    });
    expect(hosts.close()).toEqual([
      {
        name: 'a',
        title: 'a',
        addresses: [],
        readOnly: false,
        simulated: false,
        engine,
      },
      {
        name: 'b',
        title: 'B',
        addresses: ['10.0.0.5'],
        entityRef: 'resource:default/b',
        readOnly: true,
        simulated: true,
        trustAnnotationsFrom: ['group:default/shop', '*'],
        engine,
      },
    ]);
  });

  it('refuses a second host of a name, malformed names and latecomers', () => {
    const hosts = AddedHosts.create();
    hosts.addHost({ name: 'a', engine });
    expect(() => hosts.addHost({ name: 'a', engine })).toThrow(
      "Duplicate host name 'a', another module has added one; choose another",
    );
    for (const name of ['', 'A', '../x', 'a'.repeat(64)]) {
      expect(() => hosts.addHost({ name, engine })).toThrow(
        `Host name '${name}' must match`,
      );
    }
    expect(() =>
      hosts.addHost({ name: 'c', entityRef: 'not a ref', engine }),
    ).toThrow("Entity reference 'not a ref' of host 'c' is malformed");
    expect(() =>
      hosts.addHost({ name: 'c', trustAnnotationsFrom: ['shop'], engine }),
    ).toThrow("Owner 'shop' in trustAnnotationsFrom of host 'c' is malformed");
    expect(hosts.close()).toHaveLength(1);
    expect(() => hosts.addHost({ name: 'b', engine })).toThrow('too late');
  });
});
