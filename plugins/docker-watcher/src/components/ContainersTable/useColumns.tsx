import { Cell } from '@backstage/ui';
import {
  Container,
  ContainerOrderField,
} from 'backstage-plugin-docker-watcher-common';
import { ReactElement, useMemo } from 'react';
import { Translate } from '../../hooks';
import { ClaimButton } from '../ClaimHelp';
import { EntityLinks } from '../EntityLinks';
import { HostName } from '../HostName';
import { PortList } from '../PortList';
import {
  ActionsCell,
  CreatedCell,
  HealthCell,
  ImageCell,
  NameCell,
  ProjectCell,
  StateCell,
} from './cells';
import { HostLookup } from './HostLookup';

/** A column of the list. */
export interface ContainerColumn {
  id: string;
  label: string;
  /** For those who see what it is about anyway. */
  isLabelHidden?: boolean;
  sortField?: ContainerOrderField;
  /** Its part of the width, in proportion to the other columns. */
  share: number;
  cell: (container: Container) => ReactElement;
}

/** From this width on there is room for the columns of the middle layout. */
const MEDIUM_WIDTH = 700;
/** From this width on every column has its place. */
const WIDE_WIDTH = 1000;

/**
 * The columns that fit into the room there is. In a narrow table the image moves
 * below the name and the health below the state; everything else is in the detail.
 */
export function useColumns(options: {
  width: number | undefined;
  hosts: HostLookup;
  /** `always` where the entity matters most, `never` where it is known anyway. */
  entity?: 'always' | 'never';
  t: Translate;
}): ContainerColumn[] {
  const { width = WIDE_WIDTH, hosts, entity, t } = options;
  const wide = width >= WIDE_WIDTH;
  const medium = width >= MEDIUM_WIDTH;
  return useMemo(() => {
    const columns: (ContainerColumn & { when: boolean })[] = [
      {
        id: 'name',
        share: wide ? 16 : 20,
        label: t('containers.columns.name'),
        sortField: 'name',
        when: true,
        cell: container => <NameCell container={container} withImage={!wide} />,
      },
      {
        id: 'image',
        share: 13,
        label: t('containers.columns.image'),
        sortField: 'image',
        when: wide,
        cell: container => <ImageCell container={container} />,
      },
      {
        id: 'state',
        share: wide ? 12 : 15,
        label: t('containers.columns.state'),
        sortField: 'state',
        when: true,
        cell: container => (
          <StateCell container={container} withHealth={!wide} />
        ),
      },
      {
        id: 'health',
        share: 10,
        label: t('containers.columns.health'),
        sortField: 'health',
        when: wide,
        cell: container => <HealthCell container={container} />,
      },
      {
        id: 'host',
        share: 12,
        label: t('containers.columns.host'),
        sortField: 'host',
        when: true,
        cell: container => (
          <Cell>
            <HostName
              name={container.host}
              host={hosts.get(container.host)}
              compact
            />
          </Cell>
        ),
      },
      {
        id: 'project',
        share: 10,
        label: t('containers.columns.project'),
        sortField: 'project',
        when: medium,
        cell: container => <ProjectCell container={container} />,
      },
      {
        id: 'entity',
        share: 11,
        label: t('containers.columns.entity'),
        when: entity === 'always' || (wide && entity !== 'never'),
        cell: container => (
          <Cell>
            {container.entityRef || container.claims.length > 0 ? (
              <EntityLinks container={container} />
            ) : (
              <ClaimButton container={container} />
            )}
          </Cell>
        ),
      },
      {
        id: 'ports',
        share: wide ? 9 : 12,
        label: t('containers.columns.ports'),
        when: true,
        cell: container => (
          <Cell>
            <PortList container={container} host={hosts.get(container.host)} />
          </Cell>
        ),
      },
      {
        id: 'createdAt',
        share: 10,
        label: t('containers.columns.createdAt'),
        sortField: 'createdAt',
        when: wide,
        cell: container => <CreatedCell container={container} />,
      },
      {
        id: 'actions',
        share: wide ? 4 : 8,
        label: t('containerActions.column'),
        isLabelHidden: true,
        when: true,
        cell: container => <ActionsCell container={container} />,
      },
    ];
    return columns.filter(column => column.when);
  }, [wide, medium, entity, hosts, t]);
}
