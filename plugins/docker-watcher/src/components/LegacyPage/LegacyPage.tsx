import { useRouteRef } from '@backstage/core-plugin-api';
import { Content, Header, HeaderTabs, Page } from '@backstage/core-components';
import {
  Navigate,
  Route,
  Routes,
  useLocation,
  useNavigate,
} from 'react-router-dom';
import { legacyRootRouteRef } from '../../legacyRoutes';
import { useDockerWatcherTranslation } from '../../hooks';
import { ContainersRoutes } from '../ContainersTab';
import { HostsPage } from '../HostsPage';
import { PluginShell } from '../PluginShell';

const TABS = ['containers', 'hosts'] as const;

/**
 * The shell in an app of the old frontend system: its page, header and tabs around
 * the very same pages.
 */
export function LegacyPage() {
  const { t } = useDockerWatcherTranslation();
  const base = useRouteRef(legacyRootRouteRef)();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const selected = TABS.findIndex(tab => pathname.startsWith(`${base}/${tab}`));
  return (
    <Page themeId="tool">
      <Header title={t('page.title')} />
      <HeaderTabs
        tabs={TABS.map(id => ({ id, label: t(`tabs.${id}`) }))}
        selectedIndex={Math.max(0, selected)}
        onChange={index => navigate(`${base}/${TABS[index]}`)}
      />
      <Content noPadding>
        <PluginShell
          paths={{ containers: `${base}/containers`, hosts: `${base}/hosts` }}
        >
          <Routes>
            <Route index element={<Navigate to="containers" replace />} />
            <Route path="containers/*" element={<ContainersRoutes />} />
            <Route path="hosts" element={<HostsPage />} />
            <Route path="*" element={<Navigate to="containers" replace />} />
          </Routes>
        </PluginShell>
      </Content>
    </Page>
  );
}
