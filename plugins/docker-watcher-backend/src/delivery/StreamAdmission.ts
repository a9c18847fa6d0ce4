import { TooManyStreamsError } from './TooManyStreamsError';

/** What is counted, and what a reader who has too many of them can do. */
export interface AdmissionWords {
  /** In the plural, such as `event streams`. */
  what: string;
  cure: string;
}

/** Limits how many streams are open, of one reader and in all. */
export class StreamAdmission {
  readonly #maxOfReader: number;
  readonly #maxInAll: number;
  readonly #words: AdmissionWords;
  readonly #openOf = new Map<string, number>();
  #open = 0;

  static create(options: {
    maxOfReader: number;
    maxInAll: number;
    words: AdmissionWords;
  }): StreamAdmission {
    return new StreamAdmission(options);
  }

  private constructor(options: Parameters<typeof StreamAdmission.create>[0]) {
    this.#maxOfReader = options.maxOfReader;
    this.#maxInAll = options.maxInAll;
    this.#words = options.words;
  }

  /**
   * @returns a function that makes room again.
   * @throws TooManyStreamsError when there is none.
   */
  admit(readerRef: string): () => void {
    const { what, cure } = this.#words;
    const open = this.#openOf.get(readerRef) ?? 0;
    if (open >= this.#maxOfReader) {
      throw new TooManyStreamsError(
        `${readerRef} has ${open} ${what} open, and no more than ${
          this.#maxOfReader
        } are allowed; ${cure}, and try again`,
      );
    }
    if (this.#open >= this.#maxInAll) {
      throw new TooManyStreamsError(
        `${this.#open} ${what} are open, and no more than ${
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
