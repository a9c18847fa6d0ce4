import { Button, Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import { Container } from 'backstage-plugin-docker-watcher-common';
import { useState } from 'react';
import { useDockerWatcherTranslation } from '../../hooks';
import { ClaimHelp } from './ClaimHelp';

/** In the row of a container that nobody claims: how to claim it. */
export function ClaimButton(props: { container: Container }) {
  const { container } = props;
  const { t } = useDockerWatcherTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const { name } = container;
  return (
    <>
      <Button
        size="small"
        variant="tertiary"
        aria-label={t('claim.openFor', { name })}
        onPress={() => setIsOpen(true)}
      >
        {t('claim.open')}
      </Button>
      {isOpen && (
        <Dialog isOpen onOpenChange={setIsOpen} width={600}>
          <DialogHeader>{t('claim.title', { name })}</DialogHeader>
          <DialogBody>
            <ClaimHelp container={container} />
          </DialogBody>
        </Dialog>
      )}
    </>
  );
}
