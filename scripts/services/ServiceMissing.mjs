/**
 * A part of the machine that tests need is not there; `message` says what to
 * install.
 */
export class ServiceMissing extends Error {
  name = 'ServiceMissing';
}
