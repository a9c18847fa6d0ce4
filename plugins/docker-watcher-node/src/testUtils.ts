/**
 * Fakes and contract suites for those who implement the interfaces of this package.
 *
 * @packageDocumentation
 */
export {};
