import { ListedContainer } from 'backstage-plugin-docker-watcher-node';
import { parseContainer, withStatusText } from './parseContainer';
import { readRecord, readString } from './readFields';

/** How an entry begins. Quotes inside of a string are escaped, so it is none. */
const START = '{"Id":"';
const SEPARATOR = `,${START}`;
const ID_LENGTH = 64;

/** An entry as it was read, but for the words of its status. */
interface KnownEntry {
  listed: ListedContainer;
  raw: Record<string, unknown>;
  /** Its text before and after those words. */
  before: string;
  after: string;
  lastRead: number;
}

/**
 * Reads answers of `GET /containers/json`, one after the other, and remembers them:
 * most of a list is what the last one was but for "Up 3 minutes". Where the text is
 * the same, nothing is parsed, and the very same objects are returned.
 */
export class ContainerListReader {
  readonly #engine: { product: string };
  readonly #known = new Map<string, KnownEntry>();
  #reads = 0;

  static create(engine: { product: string }): ContainerListReader {
    return new ContainerListReader(engine);
  }

  private constructor(engine: { product: string }) {
    this.#engine = engine;
  }

  /**
   * @returns how many entries were left out, for they have no valid id; `undefined`
   * when the answer is not a list.
   * @throws when it is not JSON
   */
  read(
    text: string,
  ): { containers: ListedContainer[]; skipped: number } | undefined {
    this.#reads += 1;
    const items = this.#readEntries(text) ?? this.#readWhole(text);
    this.#forgetOthers();
    if (!items) {
      return undefined;
    }
    const containers = items.filter(item => item !== undefined);
    return { containers, skipped: items.length - containers.length };
  }

  /** @returns `undefined` when the answer does not look as Docker writes it. */
  #readEntries(text: string): (ListedContainer | undefined)[] | undefined {
    const end = text.trimEnd().length - 1;
    if (!text.startsWith(`[${START}`) || text[end] !== ']') {
      return undefined;
    }
    const words = new Map<string, string>();
    const items: (ListedContainer | undefined)[] = [];
    for (let from = 1; from < end; ) {
      const next = text.indexOf(SEPARATOR, from);
      const to = next < 0 ? end : next;
      const at = from + START.length;
      const known = this.#known.get(text.slice(at, at + ID_LENGTH));
      const listed = known && this.#recall(known, { text, from, to, words });
      if (listed) {
        items.push(listed);
      } else {
        try {
          items.push(this.#learn(text.slice(from, to)));
        } catch {
          // What looked like the start of an entry was something within one.
          return undefined;
        }
      }
      from = to + 1;
    }
    return items;
  }

  #readWhole(text: string): (ListedContainer | undefined)[] | undefined {
    const answer: unknown = JSON.parse(text);
    return Array.isArray(answer)
      ? answer.map(item => parseContainer(item, this.#engine))
      : undefined;
  }

  #recall(
    known: KnownEntry,
    place: {
      text: string;
      from: number;
      to: number;
      words: Map<string, string>;
    },
  ): ListedContainer | undefined {
    const { text, from, to, words } = place;
    const { before, after } = known;
    const start = from + before.length;
    const end = to - after.length;
    if (
      end < start ||
      text.slice(from, start) !== before ||
      text.slice(end, to) !== after
    ) {
      return undefined;
    }
    known.lastRead = this.#reads;
    const statusText = text.slice(start, end);
    if (statusText === known.listed.statusText) {
      return known.listed;
    }
    let own = words.get(statusText);
    if (own === undefined) {
      if (!isPlain(statusText)) {
        return undefined;
      }
      own = copyOf(statusText);
      words.set(own, own);
    }
    known.listed = withStatusText(known.listed, {
      raw: known.raw,
      statusText: own,
      engine: this.#engine,
    });
    return known.listed;
  }

  #learn(text: string): ListedContainer | undefined {
    const raw = readRecord(JSON.parse(text));
    const listed = parseContainer(raw, this.#engine);
    const at = listed && findStatus(text, raw);
    if (listed && at) {
      this.#known.set(listed.id, {
        listed,
        raw: { State: raw.State, Health: raw.Health },
        before: copyOf(text.slice(0, at.from)),
        after: copyOf(text.slice(at.to)),
        lastRead: this.#reads,
      });
    }
    return listed;
  }

  #forgetOthers(): void {
    for (const [id, { lastRead }] of this.#known) {
      if (lastRead !== this.#reads) {
        this.#known.delete(id);
      }
    }
  }
}

/** Where the words of the status stand, if that is certain. */
function findStatus(
  text: string,
  raw: Record<string, unknown>,
): { from: number; to: number } | undefined {
  const status = readString(raw.Status);
  if (!status || !isPlain(status)) {
    return undefined;
  }
  const name = '"Status":';
  const last = text.lastIndexOf(`${name}"${status}"`);
  if (last < 0) {
    return undefined;
  }
  const from = last + name.length + 1;
  const to = from + status.length;
  const isOnly = text.indexOf(name) === last && text.indexOf(name, from) < 0;
  // Others may have a member of that name, such as a health or a label.
  const probe = `${status}?`;
  return isOnly ||
    readRecord(JSON.parse(text.slice(0, from) + probe + text.slice(to)))
      .Status === probe
    ? { from, to }
    : undefined;
}

/** Whether a text is written in JSON as it stands. */
function isPlain(text: string): boolean {
  return JSON.stringify(text).length === text.length + 2;
}

/** A part of a text keeps all of it in memory; this does not. */
function copyOf(text: string): string {
  return Buffer.from(text).toString();
}
