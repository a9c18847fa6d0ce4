import { ButtonLink, Text } from '@backstage/ui';
import { RiEditLine } from '@remixicon/react';
import { ANNOTATION_EDIT_URL, Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_COMPOSE_SERVICE,
  ClaimSuggestion,
} from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation } from '../../hooks';
import {
  formatAnnotationTemplate,
  formatAnnotations,
  formatComposeLabel,
} from '../../model';
import { Section } from '../Section';
import { Snippet } from '../Snippet';
import styles from './EntityContainers.module.css';

/** The address of the entity's file in an editor, if there is one to be opened. */
function editUrlOf(entity: Entity): string | undefined {
  const url = entity.metadata.annotations?.[ANNOTATION_EDIT_URL];
  return url && /^https?:/i.test(url) ? url : undefined;
}

/** What to write, and where, to link containers to the entity. */
export function LinkSection(props: {
  entity: Entity;
  entityRef: string;
  suggestions: readonly ClaimSuggestion[];
  /** Whether it has no containers yet, so that this is what the reader needs. */
  isFirst: boolean;
}) {
  const { entity, entityRef, suggestions, isFirst } = props;
  const { t } = useDockerWatcherTranslation();
  const editUrl = editUrlOf(entity);
  const [suggestion] = suggestions;
  const service =
    suggestion?.annotations[ANNOTATION_COMPOSE_SERVICE] ?? entity.metadata.name;
  return (
    <Section
      title={t(isFirst ? 'entity.link' : 'entity.linkMore')}
      heading="h2"
    >
      <div className={styles.stack}>
        {isFirst && (
          <Text as="p" color="secondary">
            {t('entity.linkText')}
          </Text>
        )}
        <div className={styles.columns}>
          <div className={`${styles.stack} ${styles.close}`}>
            <Text as="p" weight="bold">
              {t('entity.annotate')}
            </Text>
            {suggestions.map(({ annotations, because }) => (
              <div key={because} className={`${styles.stack} ${styles.close}`}>
                <Text as="p" color="secondary">
                  {t('entity.because', { because })}
                </Text>
                <Snippet
                  label={t('claim.annotationSnippet')}
                  text={formatAnnotations(annotations)}
                />
              </div>
            ))}
            {suggestions.length === 0 && (
              <Snippet
                label={t('claim.annotationSnippet')}
                text={formatAnnotationTemplate(entity.metadata.name)}
              />
            )}
            <Text as="p" color="secondary">
              {t('claim.byAnnotationText')}
            </Text>
            {editUrl && (
              <div>
                <ButtonLink
                  size="small"
                  variant="secondary"
                  iconStart={<RiEditLine />}
                  href={editUrl}
                  target="_blank"
                  rel="noopener noreferrer"
                >
                  {t('entity.edit')}
                </ButtonLink>
              </div>
            )}
          </div>
          {isFirst && (
            <div className={`${styles.stack} ${styles.close}`}>
              <Text as="p" weight="bold">
                {t('entity.orLabel')}
              </Text>
              <Snippet
                label={t('claim.labelSnippet')}
                text={formatComposeLabel(service, entityRef)}
              />
              <Text as="p" color="secondary">
                {t('claim.byLabelText')}
              </Text>
            </div>
          )}
        </div>
      </div>
    </Section>
  );
}
