/** An engine's event stream did not tell what a list shows. */
export class DeafStreamError extends Error {
  override name = 'DeafStreamError';

  constructor(host: string, missed: number) {
    super(
      `The event stream of host '${host}' missed ${missed} transitions that a list shows; subscribing again`,
    );
  }
}
