import { isError } from '@backstage/errors';
import { EngineAnswerError } from './EngineAnswerError';
import { readErrorCode } from './readErrorCode';

/** Two parts of a sentence for the administrator. */
export interface Explanation {
  /** Continues `GET /_ping ...`. */
  happened: string;
  cure: string;
}

export const CHECK_ENGINE =
  'Check that the engine is running and not overloaded.';
const TLS_FILES =
  'Check that tls.ca is the authority that signed the certificate of the engine.';

const BY_CODE: Record<string, Explanation> = {
  ECONNREFUSED: {
    happened: 'found nobody listening (ECONNREFUSED)',
    cure: 'Start the engine, or correct the url.',
  },
  ENOENT: {
    happened: 'found no such socket (ENOENT)',
    cure: 'Start the engine, correct the path, or mount the socket into the container of the backend.',
  },
  ENOTSOCK: {
    happened: 'found a file that is no socket (ENOTSOCK)',
    cure: 'Correct the path.',
  },
  EACCES: {
    happened: 'was denied by the permissions of the socket (EACCES)',
    cure: "Add the user of the backend to the docker group (or the socket's group) and restart the backend.",
  },
  EPERM: {
    happened: 'was denied by the system (EPERM)',
    cure: 'Let the user of the backend reach the socket.',
  },
  ECONNRESET: {
    happened: 'was cut off by the other side (ECONNRESET)',
    cure: 'Check whether the engine restarted, expects TLS, or sits behind a proxy that closes connections.',
  },
  EPIPE: {
    happened: 'was cut off by the other side (EPIPE)',
    cure: 'Check whether the engine restarted.',
  },
  ENOTFOUND: {
    happened: 'could not resolve the host name (ENOTFOUND)',
    cure: 'Correct the url, or make the name known to the DNS of the backend.',
  },
  EAI_AGAIN: {
    happened: 'got no answer from DNS (EAI_AGAIN)',
    cure: 'Check the DNS of the machine that runs the backend.',
  },
  EHOSTUNREACH: {
    happened: 'found no route to the host (EHOSTUNREACH)',
    cure: 'Check the network and firewalls between the backend and the engine.',
  },
  ENETUNREACH: {
    happened: 'found no route to the network (ENETUNREACH)',
    cure: 'Check the network and firewalls between the backend and the engine.',
  },
  ETIMEDOUT: {
    happened: 'got no connection in time (ETIMEDOUT)',
    cure: 'Check the network and firewalls between the backend and the engine.',
  },
  CERT_HAS_EXPIRED: {
    happened: 'met an expired certificate (CERT_HAS_EXPIRED)',
    cure: 'Renew the certificate of the engine.',
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    happened:
      'met a certificate for another name (ERR_TLS_CERT_ALTNAME_INVALID)',
    cure: 'Use a name of the certificate in the url, or issue one with this name.',
  },
  DEPTH_ZERO_SELF_SIGNED_CERT: {
    happened: 'met a self-signed certificate (DEPTH_ZERO_SELF_SIGNED_CERT)',
    cure: TLS_FILES,
  },
  SELF_SIGNED_CERT_IN_CHAIN: {
    happened: 'met an unknown authority (SELF_SIGNED_CERT_IN_CHAIN)',
    cure: TLS_FILES,
  },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: {
    happened: 'met an unknown authority (UNABLE_TO_VERIFY_LEAF_SIGNATURE)',
    cure: TLS_FILES,
  },
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: {
    happened: 'met an unknown authority (UNABLE_TO_GET_ISSUER_CERT_LOCALLY)',
    cure: TLS_FILES,
  },
  ERR_OSSL_X509_KEY_VALUES_MISMATCH: {
    happened: 'could not use the TLS files (ERR_OSSL_X509_KEY_VALUES_MISMATCH)',
    cure: 'tls.key is not the key of tls.cert.',
  },
};

/** Says in words what an error of Node, TLS or the engine means. */
export function explainFailure(error: unknown): Explanation {
  if (error instanceof EngineAnswerError) {
    return explainAnswer(error);
  }
  const code = readErrorCode(error);
  if (Object.hasOwn(BY_CODE, code)) {
    return BY_CODE[code];
  }
  if (code === 'EPROTO' || /^ERR_(OSSL|SSL|TLS)_/.test(code)) {
    return explainTls(code, isError(error) ? error.message : '');
  }
  if (code.startsWith('HPE_')) {
    return {
      happened: `met a server that does not speak HTTP (${code})`,
      cure: 'Check the url; a port that expects TLS needs the tls option.',
    };
  }
  const message = isError(error) ? error.message : String(error);
  return { happened: `failed: ${message}`, cure: CHECK_ENGINE };
}

/** OpenSSL tells the reason in the code, in the message, or in both. */
function explainTls(code: string, message: string): Explanation {
  const reason = `${code} ${message}`;
  if (/wrong.version.number/i.test(reason)) {
    return {
      happened: `met a server that speaks no TLS (${code})`,
      cure: 'Use the TLS port of the engine (usually 2376), or leave tls out.',
    };
  }
  if (/alert|certificate/i.test(reason)) {
    return {
      happened: `was refused in the TLS handshake (${code})`,
      cure: 'Check that tls.cert and tls.key are a client certificate that the engine trusts, and not expired.',
    };
  }
  return {
    happened: `could not set up TLS (${code})`,
    cure: 'Check that tls.ca, tls.cert and tls.key are PEM files that belong together.',
  };
}

function explainAnswer(error: EngineAnswerError): Explanation {
  const { status, message } = error;
  const said = message ? ` and said: ${message.replace(/\.+$/, '')}` : '';
  const happened = `was answered with status ${status}${said}`;
  if (status >= 300 && status < 400) {
    return {
      happened: `was answered with a redirect (${status}), which is not followed`,
      cure: 'Correct the url so that it names the engine itself.',
    };
  }
  if (status === 401 || status === 403) {
    return {
      happened,
      cure: 'If a socket proxy stands before the engine, let it pass /_ping, /version, /info, /events and /containers.',
    };
  }
  if (status === 400 && /HTTPS server/i.test(message)) {
    return { happened, cure: 'This port expects TLS: add the tls option.' };
  }
  if (status === 404) {
    return {
      happened,
      cure: 'Check that the url is that of an engine and not of another server.',
    };
  }
  if (status === 200) {
    return {
      happened: `got an answer that makes no sense: ${message}`,
      cure: 'Check that the url is that of an engine and not of another server.',
    };
  }
  return { happened, cure: 'See the log of the engine.' };
}
