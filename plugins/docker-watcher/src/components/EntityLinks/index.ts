export { EntityLink } from './EntityLink';
export { EntityLinks } from './EntityLinks';
