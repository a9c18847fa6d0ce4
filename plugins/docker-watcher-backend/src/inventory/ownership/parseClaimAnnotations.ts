import {
  ANNOTATION_COMPOSE_PROJECT,
  ANNOTATION_COMPOSE_SERVICE,
  ANNOTATION_CONTAINER_NAME,
  ANNOTATION_HOST,
  ANNOTATION_SELECTOR,
  AnnotationProblem,
  HOST_NAME_PATTERN,
} from 'backstage-plugin-docker-watcher-common';

const CONTAINER_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/;
const LONGEST_VALUE = 1024;
const MOST_PARTS = 50;
const LONGEST_SHOWN = 120;

/** Which containers an entity claims: those that any of the ways finds. */
export interface ClaimPattern {
  names: string[];
  /** Labels, all of which a container carries; none when empty. */
  selector: { key: string; value: string }[];
  compose?: { project: string; service?: string };
  /** Only on these; `undefined` means on any. */
  hosts?: string[];
}

/** What is wrong with a value, and what helps. */
class Mistake {
  readonly problem: string;
  readonly cure: string;

  constructor(problem: string, cure: string) {
    this.problem = problem;
    this.cure = cure;
  }
}

/**
 * Reads an entity's annotations.
 *
 * @returns the pattern, `undefined` if it claims nothing, and what is wrong with the
 * annotations. What is wrong claims nothing; if that is the host, nothing does, because
 * an entity must never claim more by a mistake.
 */
export function parseClaimAnnotations(
  annotations: Readonly<Record<string, string>>,
): { pattern?: ClaimPattern; problems: AnnotationProblem[] } {
  const problems: AnnotationProblem[] = [];
  const read = <T>(
    annotation: string,
    parse: (value: string) => T | Mistake,
  ): T | undefined => {
    const value: unknown = Object.hasOwn(annotations, annotation)
      ? annotations[annotation]
      : undefined;
    if (value === undefined) {
      return undefined;
    }
    const parsed =
      typeof value === 'string' && value.length <= LONGEST_VALUE
        ? parse(value.trim())
        : new Mistake(
            'It is too long',
            `Use at most ${LONGEST_VALUE} characters`,
          );
    if (parsed instanceof Mistake) {
      const { problem, cure } = parsed;
      problems.push({ annotation, value: shorten(value), problem, cure });
      return undefined;
    }
    return parsed;
  };

  const names = read(ANNOTATION_CONTAINER_NAME, parseNames) ?? [];
  const selector = read(ANNOTATION_SELECTOR, parseSelector) ?? [];
  const project = read(ANNOTATION_COMPOSE_PROJECT, parseWord);
  const service = read(ANNOTATION_COMPOSE_SERVICE, value =>
    Object.hasOwn(annotations, ANNOTATION_COMPOSE_PROJECT)
      ? parseWord(value)
      : new Mistake(
          'A service means nothing without its Compose project',
          `Add ${ANNOTATION_COMPOSE_PROJECT}`,
        ),
  );
  const claimsService = Object.hasOwn(annotations, ANNOTATION_COMPOSE_SERVICE);
  const compose =
    project !== undefined && (service !== undefined || !claimsService)
      ? { project, ...(service !== undefined && { service }) }
      : undefined;
  const hosts = read(ANNOTATION_HOST, parseHosts);
  const claims = names.length > 0 || selector.length > 0 || compose;
  if (hosts && !claims && problems.length === 0) {
    problems.push({
      annotation: ANNOTATION_HOST,
      value: shorten(annotations[ANNOTATION_HOST]),
      problem: 'A host alone claims no container',
      cure: `Add ${ANNOTATION_CONTAINER_NAME}, ${ANNOTATION_SELECTOR} or ${ANNOTATION_COMPOSE_PROJECT}`,
    });
  }
  const isNarrowed = Object.hasOwn(annotations, ANNOTATION_HOST);
  return {
    problems,
    ...(claims &&
      (hosts || !isNarrowed) && {
        pattern: {
          names,
          selector,
          ...(compose && { compose }),
          ...(hosts && { hosts }),
        },
      }),
  };
}

function parseNames(value: string): string[] | Mistake {
  return parseList(value, {
    isGood: name => CONTAINER_NAME.test(name),
    what: 'name of a container',
    cure: 'Write names as docker ps shows them, such as shop-api, with commas between them',
  });
}

function parseHosts(value: string): string[] | Mistake {
  return parseList(value, {
    isGood: name => HOST_NAME_PATTERN.test(name),
    what: 'name of a host',
    cure: 'Write names of hosts as the portal lists them, such as build-01, with commas between them',
  });
}

function parseList(
  value: string,
  words: { isGood: (part: string) => boolean; what: string; cure: string },
): string[] | Mistake {
  const { isGood, what, cure } = words;
  const parts = value.split(',').map(part => part.trim());
  const bad = parts.find(part => !isGood(part));
  if (bad !== undefined) {
    return new Mistake(`'${shorten(bad)}' is no ${what}`, cure);
  }
  return parts.length > MOST_PARTS
    ? new Mistake(`It has ${parts.length} parts`, `Use at most ${MOST_PARTS}`)
    : [...new Set(parts)];
}

function parseSelector(
  value: string,
): { key: string; value: string }[] | Mistake {
  const cure =
    'Write key=value of labels that the containers carry, such as app=shop,tier=web';
  const terms = value.split(',').map(term => term.trim());
  const wanted = new Map<string, string>();
  for (const term of terms) {
    const at = term.indexOf('=');
    const key = term.slice(0, at).trim();
    const text = term.slice(at + 1).trim();
    if (at < 1 || !key) {
      return new Mistake(`'${shorten(term)}' is no key=value`, cure);
    }
    if (text.startsWith('=') || /[!<>\s]$/.test(key)) {
      return new Mistake(
        `'${shorten(term)}' is another comparison than key=value`,
        cure,
      );
    }
    if (wanted.has(key) && wanted.get(key) !== text) {
      return new Mistake(
        `It wants two values of the label '${shorten(key)}' at once`,
        'Give each label once; put the rest into another entity',
      );
    }
    wanted.set(key, text);
  }
  return wanted.size > MOST_PARTS
    ? new Mistake(`It has ${wanted.size} parts`, `Use at most ${MOST_PARTS}`)
    : [...wanted].map(([key, text]) => ({ key, value: text }));
}

function parseWord(value: string): string | Mistake {
  return /^[^\s,]+$/.test(value)
    ? value
    : new Mistake(
        'It is not one word',
        'Write the name as docker compose ls shows it, such as shop',
      );
}

function shorten(value: unknown): string {
  const text = String(value);
  return text.length > LONGEST_SHOWN
    ? `${text.slice(0, LONGEST_SHOWN)}…`
    : text;
}
