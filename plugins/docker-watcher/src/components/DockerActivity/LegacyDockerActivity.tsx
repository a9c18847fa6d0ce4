import { useLegacyPaths } from '../LegacyPage/useLegacyPaths';
import { DockerActivity } from './DockerActivity';

/** The card in an app of the old frontend system. */
export function LegacyDockerActivity() {
  return <DockerActivity paths={useLegacyPaths()} />;
}
