import { EngineInfo } from 'backstage-plugin-docker-watcher-node';
import { readRecord, readRecords, readString, readTime } from './readFields';

/** Who answers, from `GET /version` and `GET /info`. */
export function parseEngineInfo(answers: {
  version: unknown;
  info: unknown;
  apiVersion: string;
}): EngineInfo {
  const version = readRecord(answers.version);
  const info = readRecord(answers.info);
  const isPodman = readRecords(version.Components).some(component =>
    readString(component.Name)?.startsWith('Podman'),
  );
  const name = readString(info.Name);
  // Podman makes up a new id for each answer.
  const engineId =
    (isPodman ? name && `podman:${name}` : readString(info.ID)) ?? 'unknown';
  return {
    engineId,
    product: isPodman ? 'podman' : 'docker',
    version:
      readString(version.Version) ??
      readString(info.ServerVersion) ??
      'unknown',
    apiVersion: answers.apiVersion,
    os: readString(version.Os) ?? readString(info.OSType),
    architecture: readString(version.Arch) ?? readString(info.Architecture),
    systemTime: readTime(info.SystemTime),
  };
}
