import { FakeContainerEngine } from 'backstage-plugin-docker-watcher-node/testUtils';
import { separateDuplicates } from './separateDuplicates';
import { WatchedHost } from './WatchedHost';

function host(name: string, title: string): WatchedHost {
  return {
    name,
    title,
    addresses: [],
    readOnly: false,
    simulated: false,
    engine: FakeContainerEngine.create(),
  };
}

describe('separateDuplicates', () => {
  it('lets the first keep the name and shows the others with the cure', () => {
    const hosts = [
      host('nas', 'A'),
      host('nas', 'B'),
      host('nas-2', 'C'),
      host('nas', 'D'),
    ];
    const separated = separateDuplicates(hosts);
    expect(separated.map(({ name, title }) => [name, title])).toEqual([
      ['nas', 'A'],
      ['nas-3', 'B'],
      ['nas-2', 'C'],
      ['nas-4', 'D'],
    ]);
    expect(separated[0]).toBe(hosts[0]);
    expect(separated[1].engine).toBeUndefined();
    expect(separated[1].problem).toMatch(
      /^Duplicate host name 'nas'.*another name/,
    );
    expect(separated[2]).toBe(hosts[2]);
  });
});
