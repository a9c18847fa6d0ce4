import { uniqueHostName } from '../config/uniqueHostName';
import { WatchedHost } from './WatchedHost';

/**
 * Lets the first of several hosts with one name keep it. The others, which are those
 * of modules when the configuration's come first, are not watched and shown under a
 * name of their own with what to do about it.
 */
export function separateDuplicates(
  hosts: readonly WatchedHost[],
): WatchedHost[] {
  const names = new Set(hosts.map(({ name }) => name));
  const given = new Set<string>();
  return hosts.map(host => {
    const { name, engine, ...rest } = host;
    if (!given.has(name)) {
      given.add(name);
      return host;
    }
    const shownAs = uniqueHostName(
      name,
      candidate => given.has(candidate) || names.has(candidate),
    );
    given.add(shownAs);
    return {
      ...rest,
      name: shownAs,
      problem: `Duplicate host name '${name}': another host has it already. Give one of them another name, in dockerWatcher.hosts or in the module that adds it; this one is not watched and is shown as '${shownAs}'.`,
    };
  });
}
