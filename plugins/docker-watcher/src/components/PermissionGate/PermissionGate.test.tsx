import { screen } from '@testing-library/react';
import { axe } from 'jest-axe';
import {
  FakeDockerWatcherApi,
  buildContainerDetail,
} from '../../__testUtils__';
import { contentOf, renderPlugin } from '../../__testUtils__/renderPlugin';

// Decisions are cached for the page's whole life, so refusal has a file of its own.
it.each(['/docker-watcher/containers', '/docker-watcher/hosts'])(
  'shows nothing and asks nothing without the permission at %s',
  async path => {
    const api = new FakeDockerWatcherApi({
      containers: [buildContainerDetail()],
    });
    const { container } = renderPlugin({ api, path, allowed: false });
    expect(
      await screen.findByRole('heading', { name: 'You may not see this' }),
    ).toBeInTheDocument();
    expect(screen.getByText(/docker-watcher\.use/)).toBeInTheDocument();
    expect(api.calls).toEqual([]);
    expect(await axe(contentOf(container))).toHaveNoViolations();
  },
);
