import { hasEventLabel } from './hasEventLabel';
import { hasLabel } from './hasLabel';
import { isEventOfOwner } from './isEventOfOwner';
import { isEventOnHost } from './isEventOnHost';
import { isOnHost } from './isOnHost';
import { isOwner } from './isOwner';

/** Every rule on containers. */
export const containerRules = { hasLabel, isOnHost, isOwner };

/** Every rule on events. */
export const eventRules = {
  hasLabel: hasEventLabel,
  isOnHost: isEventOnHost,
  isOwner: isEventOfOwner,
};
