import { useAppPaths } from '../PluginShell';
import { DockerActivity } from './DockerActivity';

/** The widget in an app of the new frontend system. */
export function AppDockerActivity() {
  return <DockerActivity paths={useAppPaths()} />;
}
