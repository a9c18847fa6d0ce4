import { hasLabel } from './hasLabel';
import { isOnHost } from './isOnHost';
import { isOwner } from './isOwner';

/** Every rule on containers. */
export const containerRules = { hasLabel, isOnHost, isOwner };
