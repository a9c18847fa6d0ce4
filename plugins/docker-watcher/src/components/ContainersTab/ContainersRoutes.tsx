import { ReactNode } from 'react';
import { Route, Routes } from 'react-router-dom';
import { ContainerDetailPage } from '../ContainerDetailPage';
import { ContainersPage } from '../ContainersPage';

/** The list, and a single container below it. */
export function ContainersRoutes(props: {
  /** Put around the view of a container, for the shell's breadcrumbs. */
  renderDetail?: (detail: ReactNode) => ReactNode;
}) {
  const { renderDetail = detail => detail } = props;
  return (
    <Routes>
      <Route index element={<ContainersPage />} />
      <Route
        path=":host/:id"
        element={<>{renderDetail(<ContainerDetailPage />)}</>}
      />
    </Routes>
  );
}
