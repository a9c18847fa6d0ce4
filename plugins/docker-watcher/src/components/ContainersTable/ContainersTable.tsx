import {
  Box,
  Column,
  Row,
  TableBody,
  TableBodySkeleton,
  TableHeader,
  TablePagination,
  TableRoot,
  VisuallyHidden,
} from '@backstage/ui';
import { Container, Page } from 'backstage-plugin-docker-watcher-common';
import { ReactNode } from 'react';
import { useDockerWatcherTranslation, useElementWidth } from '../../hooks';
import { ContainersUrlState, PAGE_SIZES } from '../../model';
import { HostLookup } from './HostLookup';
import styles from './ContainersTable.module.css';
import { useColumns } from './useColumns';

/** The list of containers: one page, its order, and the way to the next page. */
export function ContainersTable(props: {
  page: Page<Container> | undefined;
  hosts: HostLookup;
  state: ContainersUrlState;
  /** The page shown is the one before, until the next has come. */
  isStale: boolean;
  emptyState: ReactNode;
  /** `always` where the entity matters most, `never` where it is known anyway. */
  entityColumn?: 'always' | 'never';
  onStateChange: (
    change: (before: ContainersUrlState) => ContainersUrlState,
  ) => void;
}) {
  const { page, hosts, state, isStale, emptyState, onStateChange } = props;
  const { entityColumn: entity } = props;
  const { t } = useDockerWatcherTranslation();
  const [ref, width] = useElementWidth<HTMLDivElement>();
  const columns = useColumns({ width, hosts, entity, t });

  const shares = columns.reduce((sum, column) => sum + column.share, 0);

  const turnTo = (cursor: string | undefined, offset: number) =>
    onStateChange(before => ({ ...before, cursor, offset }));
  const label = ({ offset = 0 }: { offset?: number }) =>
    t('containers.range', {
      from: (offset + 1).toLocaleString(),
      to: (offset + (page?.items.length ?? 0)).toLocaleString(),
      total: (page?.totalItems ?? 0).toLocaleString(),
    });

  return (
    <div ref={ref}>
      <Box bg="neutral" className={styles.surface}>
        <TableRoot
          aria-label={t('containers.tableLabel')}
          stale={isStale}
          isPending={!page}
          sortDescriptor={{
            column: state.order.field,
            direction:
              state.order.direction === 'asc' ? 'ascending' : 'descending',
          }}
          onSortChange={({ column, direction }) =>
            onStateChange(before => {
              const field = columns.find(each => each.id === column)?.sortField;
              return {
                ...before,
                order: {
                  field: field ?? before.order.field,
                  direction: direction === 'ascending' ? 'asc' : 'desc',
                },
                cursor: undefined,
                offset: 0,
              };
            })
          }
        >
          <TableHeader columns={columns}>
            {column => (
              <Column
                id={column.id}
                style={{ width: `${(100 * column.share) / shares}%` }}
                isRowHeader={column.id === 'name'}
                allowsSorting={Boolean(column.sortField)}
              >
                {column.isLabelHidden ? (
                  <VisuallyHidden>{column.label}</VisuallyHidden>
                ) : (
                  column.label
                )}
              </Column>
            )}
          </TableHeader>
          {page ? (
            <TableBody
              items={page.items}
              dependencies={[columns]}
              renderEmptyState={() => emptyState}
            >
              {container => (
                <Row
                  id={`${container.host}/${container.id}`}
                  columns={columns}
                  textValue={container.name}
                >
                  {column => column.cell(container)}
                </Row>
              )}
            </TableBody>
          ) : (
            <TableBodySkeleton columns={columns} />
          )}
        </TableRoot>
      </Box>
      {page && page.totalItems > 0 && (
        <TablePagination
          pageSize={state.pageSize}
          pageSizeOptions={PAGE_SIZES.map(size => ({
            label: t('containers.pageSize', { number: String(size) }),
            value: size,
          }))}
          offset={state.offset}
          totalCount={page.totalItems}
          getLabel={label}
          hasNextPage={Boolean(page.pageInfo.nextCursor) && !isStale}
          hasPreviousPage={Boolean(page.pageInfo.prevCursor) && !isStale}
          onNextPage={() =>
            turnTo(page.pageInfo.nextCursor, state.offset + state.pageSize)
          }
          onPreviousPage={() =>
            turnTo(
              page.pageInfo.prevCursor,
              Math.max(0, state.offset - state.pageSize),
            )
          }
          onPageSizeChange={pageSize =>
            onStateChange(before => ({
              ...before,
              pageSize,
              cursor: undefined,
              offset: 0,
            }))
          }
        />
      )}
    </div>
  );
}
