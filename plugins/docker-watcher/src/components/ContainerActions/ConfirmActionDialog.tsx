import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import {
  Container,
  ContainerAction,
} from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation, useHostsByName } from '../../hooks';
import { EntityLinks } from '../EntityLinks';
import { HostName } from '../HostName';
import { Fact, Facts } from '../Section';
import { ContainerStateLabel } from '../StatusLabel';
import styles from './ContainerActions.module.css';

/** Asks whether it is meant, and names what it would be done to and whose it is. */
export function ConfirmActionDialog(props: {
  action: ContainerAction;
  container: Container;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { action, container, onConfirm, onClose } = props;
  const { t } = useDockerWatcherTranslation();
  const host = useHostsByName().get(container.host);
  const { name, entityRef, claims } = container;
  return (
    <Dialog isOpen onOpenChange={isOpen => isOpen || onClose()} width={520}>
      <DialogHeader>
        {t(`containerActions.confirm.${action}`, { name })}
      </DialogHeader>
      <DialogBody>
        <Facts>
          <Fact term={t('containerActions.container')}>{name}</Fact>
          <Fact term={t('containerActions.state')}>
            <ContainerStateLabel container={container} />
          </Fact>
          <Fact term={t('containerActions.host')}>
            <HostName name={container.host} host={host} />
          </Fact>
          <Fact term={t('containerActions.owner')}>
            {entityRef || claims.length > 1 ? (
              <EntityLinks container={container} />
            ) : (
              t('containerActions.noOwner')
            )}
          </Fact>
        </Facts>
        <Text as="p" className={styles.consequence}>
          {t(`containerActions.consequence.${action}`)}
        </Text>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('containerActions.cancel')}
        </Button>
        <Button
          variant="primary"
          destructive={action === 'remove'}
          onPress={onConfirm}
        >
          {t(`containerActions.actions.${action}`)}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
