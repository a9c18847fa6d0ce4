/**
 * Fakes and contract suites for those who implement the interfaces of this package.
 *
 * @packageDocumentation
 */
export { describeContainerEngine } from './testUtils/describeContainerEngine';
export type { ContainerEngineSetup } from './testUtils/describeContainerEngine';
export type { DrivenContainer, EngineDrive } from './testUtils/EngineDrive';
export type {
  FakeEngineCall,
  FakeEngineClock,
  FakeEngineHold,
} from './testUtils/FakeCallScript';
export { FakeContainerEngine } from './testUtils/FakeContainerEngine';
export type { FakeContainerEngineOptions } from './testUtils/FakeContainerEngine';
export type { FakeContainerInput } from './testUtils/FakeContainers';
export { FakeEngineDrive } from './testUtils/FakeEngineDrive';
export * from './testUtils/describeStaleRule';
