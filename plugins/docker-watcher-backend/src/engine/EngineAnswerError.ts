/** The engine answered, but not with what was asked for. */
export class EngineAnswerError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'EngineAnswerError';
    this.status = status;
  }

  /** Takes the sentence out of an answer such as `{"message":"..."}`. */
  static fromAnswer(answer: { status: number; text: string }) {
    return new EngineAnswerError(answer.status, readMessage(answer.text));
  }
}

const LONGEST_MESSAGE = 300;

function readMessage(text: string): string {
  let message = text;
  try {
    const { message: told, cause } = JSON.parse(text);
    message = String(told ?? cause ?? '');
  } catch {
    // Not every proxy speaks JSON; a page of HTML helps nobody.
    message = /<html|<!doctype/i.test(text) ? '' : text;
  }
  return message
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_MESSAGE);
}
