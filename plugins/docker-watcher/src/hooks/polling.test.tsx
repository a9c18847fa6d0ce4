import { TestApiProvider } from '@backstage/frontend-test-utils';
import { QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import { ReactNode } from 'react';
import { FakeDockerWatcherApi, buildHost } from '../__testUtils__';
import { dockerWatcherApiRef } from '../api';
import { getQueryClient } from './queryClient';
import { useHosts } from './useHosts';

describe('what is on screen', () => {
  const visibility = jest.spyOn(document, 'visibilityState', 'get');

  beforeEach(() => jest.useFakeTimers());
  afterEach(() => {
    jest.useRealTimers();
    visibility.mockReturnValue('visible');
  });

  function renderHosts(api: FakeDockerWatcherApi) {
    const wrapper = (props: { children: ReactNode }) => (
      <TestApiProvider apis={[[dockerWatcherApiRef, api]]}>
        <QueryClientProvider client={getQueryClient(api)}>
          {props.children}
        </QueryClientProvider>
      </TestApiProvider>
    );
    return renderHook(() => useHosts(), { wrapper });
  }

  const advance = (ms: number) =>
    act(async () => {
      await jest.advanceTimersByTimeAsync(ms);
    });

  it('is asked for again every 30 seconds, and not after it was left', async () => {
    const api = new FakeDockerWatcherApi({ hosts: [buildHost()] });
    const { result, unmount } = renderHosts(api);
    await advance(1_000);
    expect(result.current.data?.map(host => host.state)).toEqual(['connected']);

    api.hosts = [buildHost({ state: 'unreachable' })];
    await advance(28_000);
    expect(api.calls).toHaveLength(1);
    await advance(3_000);
    expect(api.calls).toHaveLength(2);
    expect(result.current.data?.map(host => host.state)).toEqual([
      'unreachable',
    ]);

    unmount();
    await advance(120_000);
    expect(api.calls).toHaveLength(2);
  });

  it('is left alone while the page is hidden', async () => {
    const api = new FakeDockerWatcherApi({ hosts: [buildHost()] });
    renderHosts(api);
    await advance(1_000);
    visibility.mockReturnValue('hidden');
    await advance(120_000);
    expect(api.calls).toHaveLength(1);
  });

  it('is tried once more when it fails, but not when it was refused', async () => {
    const failing = new FakeDockerWatcherApi();
    failing.failures.set('listHosts', new Error('The database is away'));
    const first = renderHosts(failing);
    await advance(5_000);
    expect(failing.calls).toHaveLength(2);
    expect(first.result.current.error?.message).toBe('The database is away');

    const refusing = new FakeDockerWatcherApi();
    refusing.failures.set(
      'listHosts',
      Object.assign(new Error('No'), { name: 'NotAllowedError' }),
    );
    const second = renderHosts(refusing);
    // Neither at once nor at the next turn of the timer.
    await advance(120_000);
    expect(refusing.calls).toHaveLength(1);
    expect(second.result.current.error?.message).toBe('No');
  });
});
