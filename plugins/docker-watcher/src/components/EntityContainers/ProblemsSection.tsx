import { Text } from '@backstage/ui';
import { AnnotationProblem } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation } from '../../hooks';
import { Mono, Section } from '../Section';
import styles from './EntityContainers.module.css';

/** What keeps the entity's annotations from doing what was meant, and the cure. */
export function ProblemsSection(props: {
  problems: readonly AnnotationProblem[];
}) {
  const { t } = useDockerWatcherTranslation();
  return (
    <Section title={t('entity.problems')} heading="h2">
      <ul className={styles.list}>
        {props.problems.map(({ annotation, value, problem, cure }) => (
          <li key={`${annotation} ${problem}`} className={styles.problem}>
            <Mono>
              {annotation}: {value}
            </Mono>
            <Text as="span">{problem}</Text>
            <Text as="span" color="secondary">
              {cure}
            </Text>
          </li>
        ))}
      </ul>
    </Section>
  );
}
