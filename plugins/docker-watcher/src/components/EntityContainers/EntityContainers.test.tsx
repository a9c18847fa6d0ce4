import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import {
  FakeDockerWatcherApi,
  buildContainerDetail,
  buildEvent,
  buildHost,
} from '../../__testUtils__';
import { renderEntityPage } from '../../__testUtils__/renderEntityPage';
import { sampleClaims, sampleEntities } from '../../__testUtils__/sampleClaims';
import { sampleInventory } from '../../__testUtils__/sampleInventory';

const entityNamed = (name: string) =>
  sampleEntities.find(({ metadata }) => metadata.name === name)!;

function createApi() {
  const inventory = sampleInventory(Date.now());
  const api = new FakeDockerWatcherApi(inventory);
  for (const [ref, claims] of sampleClaims(inventory.containers)) {
    api.entityClaims.set(ref, claims);
  }
  return api;
}

const region = async (name: string) =>
  within(await screen.findByRole('region', { name }));

describe('the tab of an entity', () => {
  it('shows its containers, what happened to them, and how they are linked', async () => {
    const api = createApi();
    const web = api.containers.find(({ name }) => name === 'shop-web-1')!;
    api.events = [
      buildEvent(
        'container.paused',
        {},
        {
          entityRef: web.entityRef,
          containerId: web.id,
          containerName: web.name,
          message: 'It was paused',
        },
      ),
      buildEvent('container.paused', {}, { message: 'Of another' }),
    ];
    const { container } = renderEntityPage({
      api,
      entity: entityNamed('shop-web'),
      part: 'content',
    });
    const table = within(
      await screen.findByRole('grid', { name: 'Containers' }),
    );
    expect(
      await table.findByRole('row', { name: /^shop-web-1/ }),
    ).toBeInTheDocument();
    expect(table.getAllByRole('row')).toHaveLength(2);
    // Every one of them is of this entity, so that is not said again.
    expect(
      table.queryByRole('columnheader', { name: 'Entity' }),
    ).not.toBeInTheDocument();

    const timeline = await region('Timeline');
    expect(await timeline.findByText('It was paused')).toBeInTheDocument();
    expect(timeline.queryByText('Of another')).not.toBeInTheDocument();
    expect(timeline.getByRole('link', { name: 'shop-web-1' })).toHaveAttribute(
      'href',
      `/docker-watcher/containers/local/${web.id}`,
    );
    expect(
      timeline.getByRole('link', { name: 'All events of this entity' }),
    ).toHaveAttribute(
      'href',
      '/docker-watcher/events?entityRef=component%3Adefault%2Fshop-web&range=all',
    );

    const claims = await region('How they are linked');
    expect(
      claims.getByRole('row', {
        name: /shop-web-1.*Its label docker-watcher\.entity-ref.*Belongs to this entity/,
      }),
    ).toBeInTheDocument();
    expect(screen.queryByText('Link containers to this entity')).toBeNull();
    expect(await axe(container)).toHaveNoViolations();
  });

  it('tells conflicts, problems and what is only seen, each with its cure', async () => {
    const { container } = renderEntityPage({
      api: createApi(),
      entity: entityNamed('shop-api'),
      part: 'content',
    });
    const claims = await region('How they are linked');
    expect(
      claims
        .getAllByRole('row')
        .slice(1)
        .map(row => row.querySelector('a')?.textContent),
    ).toEqual(['shop-migrate-1', 'shop-db-1', 'photos', 'shop-api-1']);
    const contested = claims.getByRole('row', { name: /^shop-migrate-1/ });
    expect(contested).toHaveTextContent(/Contested.*Also claimed by.*shop-db/);
    expect(
      claims.getByText(/Take the annotation from all but one/),
    ).toBeInTheDocument();
    expect(claims.getByRole('row', { name: /^photos/ })).toHaveTextContent(
      'Seen only',
    );
    expect(
      claims.getByRole('group', { name: 'Trust to configure' }),
    ).toHaveTextContent(
      /- name: nas trustAnnotationsFrom: \["group:default\/shop-team"\]/,
    );
    expect(
      claims.getByRole('group', { name: 'Label to paste' }),
    ).toHaveTextContent(
      'docker-watcher.entity-ref: "component:default/shop-api"',
    );

    expect(
      await screen.findByText(/^1 container is claimed by other entities/),
    ).toBeInTheDocument();
    const problems = await region('Annotations that need attention');
    expect(problems.getByRole('listitem')).toHaveTextContent(
      "docker-watcher/host: atlantisThe portal watches no host 'atlantis'Write the name that the host has in dockerWatcher.hosts",
    );
    expect(await axe(container)).toHaveNoViolations();
  });

  it('shows what to paste for an entity with nothing, from what Compose tells', async () => {
    const user = userEvent.setup();
    renderEntityPage({
      api: createApi(),
      entity: entityNamed('image-resizer'),
      part: 'content',
    });
    const link = await region('Link containers to this entity');
    expect(
      link.getByText(/whose containers nobody claims:$/),
    ).toBeInTheDocument();
    const yaml = [
      'metadata:',
      '  annotations:',
      '    docker-watcher/compose-project: shop',
      '    docker-watcher/compose-service: image-resizer',
      '    docker-watcher/host: local',
    ].join('\n');
    expect(
      link.getByRole('group', { name: 'Annotations to paste' }).textContent,
    ).toBe(yaml);
    const written = jest.spyOn(navigator.clipboard, 'writeText');
    await user.click(
      link.getByRole('button', { name: 'Copy Annotations to paste' }),
    );
    expect(written).toHaveBeenCalledWith(yaml);
    expect(link.getByRole('link', { name: /Edit the file/ })).toHaveAttribute(
      'href',
      'https://git.example.com/shop/resizer/edit',
    );
    expect(
      link.getByRole('group', { name: 'Label to paste' }),
    ).toHaveTextContent(/image-resizer: labels: docker-watcher.entity-ref/);
    expect(screen.queryByRole('grid')).not.toBeInTheDocument();
    expect(
      screen.queryByRole('region', { name: 'Timeline' }),
    ).not.toBeInTheDocument();
  });

  it('shows every way where nothing can be suggested', async () => {
    const { container } = renderEntityPage({
      api: createApi(),
      entity: entityNamed('gateway'),
      part: 'content',
    });
    const link = await region('Link containers to this entity');
    expect(
      link.getByRole('group', { name: 'Annotations to paste' }),
    ).toHaveTextContent(/docker-watcher\/container-name: gateway/);
    expect(link.queryByRole('link')).not.toBeInTheDocument();
    expect(await axe(container)).toHaveNoViolations();
  });

  it('keeps the containers when only the claims fail', async () => {
    const api = new FakeDockerWatcherApi({
      hosts: [buildHost()],
      containers: [
        buildContainerDetail({ entityRef: 'component:default/gateway' }),
      ],
    });
    api.failures.set('getEntityClaims', new NotFoundError('No such entity'));
    renderEntityPage({
      api,
      entity: entityNamed('gateway'),
      part: 'content',
    });
    const table = within(
      await screen.findByRole('grid', { name: 'Containers' }),
    );
    expect(await table.findByRole('row', { name: /^web/ })).toBeInTheDocument();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'No such entity',
    );
  });

  it('tells those who may not see containers calmly', async () => {
    const api = createApi();
    api.failures.set('listContainers', new NotAllowedError('No'));
    api.failures.set('getEntityClaims', new NotAllowedError('No'));
    renderEntityPage({
      api,
      entity: entityNamed('shop-web'),
      part: 'content',
    });
    expect(
      await screen.findByRole('heading', { name: 'You may not see this' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });
});
