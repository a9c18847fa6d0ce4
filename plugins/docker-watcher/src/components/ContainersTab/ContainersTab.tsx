import { BreadcrumbEntry } from '@backstage/frontend-plugin-api';
import { ReactNode } from 'react';
import { useParams } from 'react-router-dom';
import { useContainer, usePaths } from '../../hooks';
import { shortId } from '../../model';
import { AppPluginShell } from '../PluginShell';
import { ContainersRoutes } from './ContainersRoutes';

function ContainerBreadcrumb(props: { children: ReactNode }) {
  const { host = '', id = '' } = useParams();
  const paths = usePaths();
  const { data } = useContainer({ host, id });
  return (
    <BreadcrumbEntry
      entry={{
        label: data?.name ?? shortId(id),
        href: paths.container({ host, id }),
      }}
    >
      {props.children}
    </BreadcrumbEntry>
  );
}

/** The Containers tab in an app of the new frontend system. */
export function ContainersTab() {
  return (
    <AppPluginShell>
      <ContainersRoutes
        renderDetail={detail => (
          <ContainerBreadcrumb>{detail}</ContainerBreadcrumb>
        )}
      />
    </AppPluginShell>
  );
}
