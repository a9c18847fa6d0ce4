import { useRouteRef } from '@backstage/core-plugin-api';
import { Content, Header, HeaderTabs, Page } from '@backstage/core-components';
import { usePermission } from '@backstage/plugin-permission-react';
import { dockerWatcherSettingsReadPermission } from 'backstage-plugin-docker-watcher-common';
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
import { EventsPage } from '../EventsPage';
import { HostsPage } from '../HostsPage';
import { PluginShell } from '../PluginShell';
import { SettingsPage } from '../SettingsPage';
import { StalePage } from '../StalePage';
import { useLegacyPaths } from './useLegacyPaths';

const TABS = ['containers', 'stale', 'events', 'hosts', 'settings'] as const;

/**
 * The shell in an app of the old frontend system: its page, header and tabs around
 * the very same pages.
 */
export function LegacyPage() {
  const { t } = useDockerWatcherTranslation();
  const base = useRouteRef(legacyRootRouteRef)();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const maySeeSettings = usePermission({
    permission: dockerWatcherSettingsReadPermission,
  }).allowed;
  const tabs = TABS.filter(tab => tab !== 'settings' || maySeeSettings);
  const selected = tabs.findIndex(tab => pathname.startsWith(`${base}/${tab}`));
  return (
    <Page themeId="tool">
      <Header title={t('page.title')} />
      <HeaderTabs
        tabs={tabs.map(id => ({ id, label: t(`tabs.${id}`) }))}
        selectedIndex={Math.max(0, selected)}
        onChange={index => navigate(`${base}/${tabs[index]}`)}
      />
      <Content noPadding>
        <PluginShell paths={useLegacyPaths()}>
          <Routes>
            <Route index element={<Navigate to="containers" replace />} />
            <Route path="containers/*" element={<ContainersRoutes />} />
            <Route path="stale" element={<StalePage />} />
            <Route path="events" element={<EventsPage />} />
            <Route path="hosts" element={<HostsPage />} />
            <Route path="settings" element={<SettingsPage />} />
            <Route path="*" element={<Navigate to="containers" replace />} />
          </Routes>
        </PluginShell>
      </Content>
    </Page>
  );
}
