import {
  RiErrorWarningFill,
  RiEyeLine,
  RiPriceTag3Line,
  RiShieldCheckLine,
} from '@remixicon/react';
import { ClaimStanding } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation } from '../../hooks';
import { toneOfStanding } from '../../model';
import { StatusLabel } from '../StatusLabel';

const ICONS: Record<ClaimStanding, typeof RiEyeLine> = {
  owner: RiShieldCheckLine,
  sight: RiEyeLine,
  contested: RiErrorWarningFill,
  overridden: RiPriceTag3Line,
};

/** What comes of an entity's claim on a container. */
export function StandingLabel(props: { standing: ClaimStanding }) {
  const { standing } = props;
  const { t } = useDockerWatcherTranslation();
  return (
    <StatusLabel
      icon={ICONS[standing]}
      tone={toneOfStanding(standing)}
      text={t(`entity.standing.${standing}`)}
    />
  );
}
