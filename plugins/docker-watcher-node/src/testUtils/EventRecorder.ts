import { EngineEvent, EngineEventAction } from '../ContainerEngine';
import { waitFor } from './waitFor';

/** Reads a stream of events to its end and keeps them. */
export class EventRecorder {
  readonly all: EngineEvent[] = [];
  /** Settles as the iteration does. */
  readonly ended: Promise<void>;

  static start(stream: AsyncIterable<EngineEvent>): EventRecorder {
    return new EventRecorder(stream);
  }

  private constructor(stream: AsyncIterable<EngineEvent>) {
    this.ended = this.#read(stream);
    // Whoever waits for it sees the error; it is none of the others' business.
    this.ended.catch(() => {});
  }

  of(containerId: string): EngineEvent[] {
    return this.all.filter(event => event.containerId === containerId);
  }

  async waitFor(
    containerId: string,
    action: EngineEventAction,
    matches: (event: EngineEvent) => boolean = () => true,
  ): Promise<EngineEvent> {
    const find = () =>
      this.of(containerId).find(
        event => event.action === action && matches(event),
      );
    await waitFor(
      () => find() !== undefined,
      () =>
        `No ${action} of ${containerId} among: ${JSON.stringify(
          this.of(containerId),
        )}`,
    );
    return find()!;
  }

  async #read(stream: AsyncIterable<EngineEvent>): Promise<void> {
    for await (const event of stream) {
      this.all.push(event);
    }
  }
}
