import { ServiceUnavailableError } from '@backstage/errors';
import { EngineAnswerError } from './EngineAnswerError';
import { toEngineError } from './toEngineError';

const attempt = {
  hostName: 'nas',
  url: 'unix:///var/run/docker.sock',
  call: 'GET /_ping',
};

function failure(code: string): Error {
  return Object.assign(new Error('connect failed'), { code });
}

describe('toEngineError', () => {
  it.each([
    ['ECONNREFUSED', 'Start the engine, or correct the url.'],
    ['ENOENT', 'mount the socket into the container of the backend.'],
    ['ENOTSOCK', 'Correct the path.'],
    ['EACCES', 'Add the user of the backend to the docker group'],
    ['EPERM', 'Let the user of the backend reach the socket.'],
    ['ECONNRESET', 'Check whether the engine restarted, expects TLS'],
    ['EPIPE', 'Check whether the engine restarted.'],
    ['ENOTFOUND', 'make the name known to the DNS'],
    ['EAI_AGAIN', 'Check the DNS'],
    ['EHOSTUNREACH', 'Check the network and firewalls'],
    ['ENETUNREACH', 'Check the network and firewalls'],
    ['ETIMEDOUT', 'Check the network and firewalls'],
    ['CERT_HAS_EXPIRED', 'Renew the certificate of the engine.'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'Use a name of the certificate'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'Check that tls.ca is the authority'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'Check that tls.ca is the authority'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'Check that tls.ca is the authority'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'Check that tls.ca is the authority'],
    [
      'ERR_OSSL_X509_KEY_VALUES_MISMATCH',
      'tls.key is not the key of tls.cert.',
    ],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'or leave tls out.'],
    [
      'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
      'a client certificate that the engine trusts',
    ],
    ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'a client certificate that the engine'],
    ['ERR_OSSL_PEM_NO_START_LINE', 'are PEM files that belong together.'],
    ['HPE_INVALID_CONSTANT', 'a port that expects TLS needs the tls option.'],
  ])('says what helps against %s', (code, cure) => {
    const error = toEngineError(failure(code), attempt);
    expect(error.name).toBe('ServiceUnavailableError');
    expect(error.message).toMatch(
      /^Host 'nas' at unix:\/\/\/var\/run\/docker\.sock: GET \/_ping /,
    );
    expect(error.message).toContain(`(${code}). `);
    expect(error.message).toContain(cure);
  });

  it.each([
    [failure('EODD'), 'failed: connect failed. Check that the engine'],
    [failure('toString'), 'failed: connect failed. Check that the engine'],
    ['text', 'failed: text. Check that the engine'],
    [
      new EngineAnswerError(
        400,
        'Client sent an HTTP request to an HTTPS server.',
      ),
      'This port expects TLS: add the tls option.',
    ],
    [
      Object.assign(new Error('write EPROTO ...:wrong version number'), {
        code: 'EPROTO',
      }),
      'met a server that speaks no TLS (EPROTO). Use the TLS port',
    ],
    [
      Object.assign(new Error('write EPROTO ...:alert bad certificate'), {
        code: 'EPROTO',
      }),
      'a client certificate that the engine trusts',
    ],
    [new EngineAnswerError(401, ''), 'with status 401. If a socket proxy'],
  ])('makes a sentence of %p', (error, part) => {
    expect(toEngineError(error, attempt).message).toContain(part);
  });

  it('passes on what has its sentence already', () => {
    const error = new ServiceUnavailableError('Cannot read the TLS file');
    expect(toEngineError(error, attempt)).toBe(error);
  });
});

describe('EngineAnswerError', () => {
  it.each([
    ['{"message":"No such container: x"}', 'No such container: x'],
    ['{"cause":"x","message":"told"}', 'told'],
    ['{"cause":"only"}', 'only'],
    ['{}', ''],
    ['5', ''],
    ['null', 'null'],
    ['Forbidden\r\n', 'Forbidden'],
    ['<!DOCTYPE html><p>x', ''],
    ['a\u0000\u001b[31m b', 'a [31m b'],
    ['x'.repeat(1000), 'x'.repeat(300)],
  ])('takes the sentence out of %j', (text, message) => {
    expect(EngineAnswerError.fromAnswer({ status: 500, text }).message).toBe(
      message,
    );
  });
});
