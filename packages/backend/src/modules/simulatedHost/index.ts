export { simulatedHostModule as default } from './simulatedHostModule';
