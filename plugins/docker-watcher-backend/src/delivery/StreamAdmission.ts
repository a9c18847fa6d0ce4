import { TooManyStreamsError } from './TooManyStreamsError';

/** Limits how many streams are open, of one reader and in all. */
export class StreamAdmission {
  readonly #maxOfReader: number;
  readonly #maxInAll: number;
  readonly #openOf = new Map<string, number>();
  #open = 0;

  static create(options: {
    maxOfReader: number;
    maxInAll: number;
  }): StreamAdmission {
    return new StreamAdmission(options);
  }

  private constructor(options: { maxOfReader: number; maxInAll: number }) {
    this.#maxOfReader = options.maxOfReader;
    this.#maxInAll = options.maxInAll;
  }

  /**
   * @returns a function that makes room again.
   * @throws TooManyStreamsError when there is none.
   */
  admit(readerRef: string): () => void {
    const open = this.#openOf.get(readerRef) ?? 0;
    if (open >= this.#maxOfReader) {
      throw new TooManyStreamsError(
        `${readerRef} has ${open} event streams open, and no more than ${
          this.#maxOfReader
        } are allowed; close one, or a browser tab that shows events, and try again`,
      );
    }
    if (this.#open >= this.#maxInAll) {
      throw new TooManyStreamsError(
        `${this.#open} event streams are open, and no more than ${
          this.#maxInAll
        } are served by one backend; try again later, or add a replica`,
      );
    }
    this.#count(readerRef, 1);
    return () => this.#count(readerRef, -1);
  }

  #count(readerRef: string, change: 1 | -1): void {
    this.#open += change;
    const open = (this.#openOf.get(readerRef) ?? 0) + change;
    if (open > 0) {
      this.#openOf.set(readerRef, open);
    } else {
      this.#openOf.delete(readerRef);
    }
  }
}
