import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import {
  FakeDockerWatcherApi,
  buildContainerDetail,
  buildHost,
} from '../../__testUtils__';
import { contentOf, renderPlugin } from '../../__testUtils__/renderPlugin';

const shop = 'component:default/shop';
const owned = {
  entityRef: shop,
  claims: [{ entityRef: shop, source: 'label' as const, trusted: true }],
};

function createApi() {
  const api = new FakeDockerWatcherApi({
    hosts: [buildHost()],
    containers: [
      buildContainerDetail({ name: 'mine', ...owned }),
      buildContainerDetail({
        name: 'theirs',
        ...owned,
        entityRef: 'component:default/other',
      }),
      buildContainerDetail({
        name: 'shop-search-1',
        compose: { project: 'shop', service: 'search', number: 1 },
      }),
      buildContainerDetail({ name: 'old-wiki' }),
    ],
  });
  api.owned = [shop];
  return api;
}

const names = () =>
  screen
    .getAllByRole('rowheader')
    .map(header => within(header).getByRole('link').textContent);

describe('whose containers are', () => {
  it('is a toggle for mine and one for what nobody claims, kept in the address', async () => {
    const user = userEvent.setup();
    const { address, container } = renderPlugin({ api: createApi() });
    await screen.findByRole('row', { name: /^mine/ });
    await user.click(screen.getByRole('button', { name: 'Mine' }));
    expect(address()).toBe('/docker-watcher/containers?ownedByMe=true');
    await screen.findByText('Owned by me');
    expect(names()).toEqual(['mine']);

    await user.click(screen.getByRole('button', { name: 'Unowned' }));
    expect(address()).toBe('/docker-watcher/containers?claimed=false');
    await screen.findByRole('row', { name: /^old-wiki/ });
    expect(names()).toEqual(['old-wiki', 'shop-search-1']);
    expect(
      screen.getByRole('button', { name: 'Mine', pressed: false }),
    ).toBeInTheDocument();
    expect(screen.getByText('No entity claims it')).toBeInTheDocument();
    expect(await axe(contentOf(container))).toHaveNoViolations();
  });

  it('can be claimed from the row of what nobody claims', async () => {
    const user = userEvent.setup();
    renderPlugin({
      api: createApi(),
      path: '/docker-watcher/containers?claimed=false',
    });
    await user.click(
      await screen.findByRole('button', { name: 'Claim shop-search-1' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const label = () => dialog.getByRole('group', { name: 'Label to paste' });
    expect(label()).toHaveTextContent(
      /search: labels: docker-watcher.entity-ref: "component:default\/search"/,
    );
    expect(
      dialog.getByRole('group', { name: 'Annotations to paste' }),
    ).toHaveTextContent(
      /compose-project: shop .*compose-service: search .*host: local/,
    );
    const entity = dialog.getByRole('combobox', {
      name: /Entity it belongs to/,
    });
    await user.clear(entity);
    await user.type(entity, 'shop');
    await user.tab();
    expect(dialog.getByText(/^Write the whole reference/)).toBeInTheDocument();
    await user.clear(entity);
    await user.type(entity, 'resource:default/index');
    await user.tab();
    expect(label()).toHaveTextContent('"resource:default/index"');
    await user.click(dialog.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('can be claimed from the view of the container', async () => {
    const api = createApi();
    const { id } = api.containers.find(({ name }) => name === 'old-wiki')!;
    renderPlugin({ api, path: `/docker-watcher/containers/local/${id}` });
    const catalog = within(
      await screen.findByRole('region', { name: 'Catalog' }),
    );
    expect(
      catalog.getByRole('group', { name: 'Label to paste' }),
    ).toHaveTextContent(
      'docker run --label docker-watcher.entity-ref=component:default/old-wiki',
    );
    expect(
      catalog.getByRole('group', { name: 'Annotations to paste' }),
    ).toHaveTextContent(/container-name: old-wiki .*host: local/);
  });
});
