/**
 * What a failed npm or Yarn call means and what to do about it, from its output;
 * undefined when it is none of the usual reasons.
 */
export function explainFailure(output) {
  if (
    /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|network (timeout|request)|RequestError/.test(
      output,
    )
  ) {
    return 'The package registry could not be reached. Check the network and, behind a proxy, HTTPS_PROXY; a registry of your own is set with `npm config set registry <url>`.';
  }
  if (/CERT_|self.signed|unable to (get|verify)/i.test(output)) {
    return 'The certificate of the package registry is not trusted. Name the file with the certificates of your organisation in NODE_EXTRA_CA_CERTS.';
  }
  if (/ENOSPC|no space left/i.test(output)) {
    return 'The disk is full. The packages need about 2 GB.';
  }
  if (/EACCES|EROFS|EPERM/.test(output)) {
    return 'A folder is not writable. The repository must belong to the user who runs this command.';
  }
  if (/E404|ETARGET|No matching version/i.test(output)) {
    return 'The package registry does not have the version that is asked for. A mirror may be behind; try again with the public one.';
  }
  if (/YN0028/.test(output)) {
    return 'yarn.lock does not fit the package.json files. Run `yarn install` and commit yarn.lock.';
  }
  return undefined;
}

/**
 * The tools a native module is compiled with, when one of them is missing.
 *
 * @param has - tells whether a command exists
 */
export function findMissingCompiler(has) {
  const missing = [
    has('python3') ? undefined : 'python3',
    has('make') ? undefined : 'make',
    has('g++') || has('c++') || has('clang++') ? undefined : 'g++',
  ].filter(Boolean);
  if (missing.length === 0) {
    return undefined;
  }
  return `better-sqlite3, the database of the demo, has to be compiled here and ${missing.join(
    ', ',
  )} is missing.\n  Debian, Ubuntu: sudo apt-get install python3 make g++\n  Fedora: sudo dnf install python3 make gcc-c++\n  macOS: xcode-select --install`;
}
