import { buildContainer, buildHost, summaryOf } from '../__testUtils__';
import { EMPTY_FILTER } from './containersUrlState';
import { isSelected, summarize } from './summarize';

const inventory = [
  buildContainer({ name: 'a' }),
  buildContainer({ name: 'b', health: 'unhealthy' }),
  buildContainer({ name: 'c', state: 'exited' }),
  buildContainer({ name: 'd', state: 'created' }),
  buildContainer({ name: 'e', state: 'dead' }),
];

it('counts what the links lead to, and leaves rare states out while there are none', () => {
  const counts = summarize(summaryOf(inventory, [buildHost()]));
  expect(counts.map(({ id, count }) => [id, count])).toEqual([
    ['all', 5],
    ['running', 2],
    ['stopped', 3],
    ['unhealthy', 1],
  ]);
  const more = summarize(
    summaryOf([...inventory, buildContainer({ state: 'restarting' })], []),
  );
  expect(more.map(({ id }) => id)).toContain('restarting');
});

it('marks a count only while the list shows exactly that', () => {
  const counts = summarize(summaryOf(inventory, []));
  const selected = (filter: Partial<typeof EMPTY_FILTER>) =>
    counts
      .filter(count => isSelected(count, { ...EMPTY_FILTER, ...filter }))
      .map(count => count.id);
  expect(selected({})).toEqual(['all']);
  expect(selected({ state: ['dead', 'exited', 'created'] })).toEqual([
    'stopped',
  ]);
  expect(selected({ health: ['unhealthy'] })).toEqual(['unhealthy']);
  expect(selected({ state: ['running'], host: ['nas'] })).toEqual([]);
  expect(selected({ state: ['running'], health: ['unhealthy'] })).toEqual([]);
});
