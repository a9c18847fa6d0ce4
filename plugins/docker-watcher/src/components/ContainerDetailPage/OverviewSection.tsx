import { Link } from '@backstage/ui';
import { ContainerDetail } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation, usePaths } from '../../hooks';
import { explainExitCode, shortId } from '../../model';
import { CopyButton } from '../CopyButton';
import { RelativeTime } from '../RelativeTime';
import { Fact, Facts, Mono, Note, Section } from '../Section';

function ExitCode(props: { exitCode: number; oomKilled?: boolean }) {
  const { t } = useDockerWatcherTranslation();
  const explanation = explainExitCode(props.exitCode, props.oomKilled);
  return (
    <>
      <Mono>{props.exitCode}</Mono>
      <Note>
        {'signal' in explanation
          ? t(`exit.${explanation.kind}`, { signal: explanation.signal })
          : t(`exit.${explanation.kind}`)}
      </Note>
    </>
  );
}

function when(iso: string | undefined) {
  return iso && <RelativeTime iso={iso} />;
}

/** What a container is and how it fares. */
export function OverviewSection(props: { container: ContainerDetail }) {
  const { container } = props;
  const { t } = useDockerWatcherTranslation();
  const paths = usePaths();
  const { compose, exitCode } = container;
  return (
    <Section title={t('detail.overview')}>
      <Facts>
        <Fact term={t('detail.image')}>
          <Mono>{container.image}</Mono>
          <CopyButton text={container.image} what={t('detail.image')} />
        </Fact>
        <Fact term={t('detail.imageId')}>
          <span title={container.imageId}>
            <Mono>{shortId(container.imageId)}</Mono>
          </span>
        </Fact>
        <Fact term={t('detail.id')}>
          <span title={container.id}>
            <Mono>{shortId(container.id)}</Mono>
          </span>
          <CopyButton text={container.id} what={t('detail.id')} />
        </Fact>
        <Fact term={t('detail.compose')}>
          {compose && (
            <>
              <Link href={paths.containers({ project: [compose.project] })}>
                {t('detail.composeValue', {
                  project: compose.project,
                  service: compose.service,
                })}
              </Link>
              <Note>
                {t('detail.composeNumber', { number: String(compose.number) })}
              </Note>
            </>
          )}
        </Fact>
        <Fact term={t('detail.created')}>{when(container.createdAt)}</Fact>
        <Fact term={t('detail.started')}>{when(container.startedAt)}</Fact>
        <Fact term={t('detail.finished')}>{when(container.finishedAt)}</Fact>
        <Fact term={t('detail.exitCode')}>
          {exitCode !== undefined && (
            <ExitCode exitCode={exitCode} oomKilled={container.oomKilled} />
          )}
        </Fact>
        <Fact term={t('detail.restarts')}>{container.restartCount}</Fact>
        <Fact term={t('detail.restartPolicy')}>
          {container.restartPolicy ??
            (container.inspectedAt && t('detail.noRestartPolicy'))}
        </Fact>
        <Fact term={t('detail.workload')}>
          <span title={t('detail.workloadHelp')}>
            <Mono>{container.workload}</Mono>
          </span>
        </Fact>
        <Fact term={t('detail.lastSeen')}>{when(container.lastSeenAt)}</Fact>
        <Fact term={t('detail.inspected')}>{when(container.inspectedAt)}</Fact>
      </Facts>
    </Section>
  );
}
