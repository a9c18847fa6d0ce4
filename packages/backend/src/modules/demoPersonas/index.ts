export { demoPersonasModule as default } from './demoPersonasModule';
