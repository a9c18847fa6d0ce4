import { Combobox, Text } from '@backstage/ui';
import { Container } from 'backstage-plugin-docker-watcher-common';
import { useState } from 'react';
import { useDockerWatcherTranslation, useEntitySearch } from '../../hooks';
import {
  annotationsToClaim,
  formatAnnotations,
  formatComposeLabel,
  formatRunLabel,
  guessEntityRef,
  isEntityRef,
} from '../../model';
import { Note } from '../Section';
import { Snippet } from '../Snippet';
import styles from './ClaimHelp.module.css';

/** What to write, and where, to give a container to an entity. */
export function ClaimHelp(props: {
  container: Pick<Container, 'name' | 'host' | 'compose'>;
}) {
  const { container } = props;
  const { t } = useDockerWatcherTranslation();
  const [text, setText] = useState(() => guessEntityRef(container));
  const found = useEntitySearch(text);
  const entityRef = text.trim();
  const isComplete = isEntityRef(entityRef);
  return (
    <div className={styles.root}>
      <Combobox
        label={t('claim.entity')}
        description={t('claim.entityHelp')}
        size="small"
        allowsCustomValue
        options={found.map(ref => ({ value: ref, label: ref }))}
        search={{
          mode: 'server',
          inputValue: text,
          onInputChange: setText,
        }}
      />
      {!isComplete ? (
        <Note>{t('claim.incomplete')}</Note>
      ) : (
        <>
          <div className={styles.way}>
            <Text as="p" weight="bold">
              {t('claim.byLabel')}
            </Text>
            <Note>{t('claim.byLabelText')}</Note>
            <Snippet
              label={t('claim.labelSnippet')}
              text={
                container.compose
                  ? formatComposeLabel(container.compose.service, entityRef)
                  : formatRunLabel(entityRef)
              }
            />
          </div>
          <div className={styles.way}>
            <Text as="p" weight="bold">
              {t('claim.byAnnotation', { entity: entityRef })}
            </Text>
            <Note>{t('claim.byAnnotationText')}</Note>
            <Snippet
              label={t('claim.annotationSnippet')}
              text={formatAnnotations(annotationsToClaim(container))}
            />
          </div>
        </>
      )}
    </div>
  );
}
