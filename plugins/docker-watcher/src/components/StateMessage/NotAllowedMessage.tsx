import { RiLock2Line } from '@remixicon/react';
import { ReactNode } from 'react';
import { useDockerWatcherTranslation } from '../../hooks';
import { StateMessage } from './StateMessage';

/** Said in place of what the reader may not see. That is no failure. */
export function NotAllowedMessage(props: {
  permission: { name: string };
  heading?: 'h2' | 'h4';
  children?: ReactNode;
}) {
  const { permission, heading, children } = props;
  const { t } = useDockerWatcherTranslation();
  return (
    <StateMessage
      icon={RiLock2Line}
      title={t('noPermission.title')}
      text={t('noPermission.text', { permission: permission.name })}
      heading={heading}
    >
      {children}
    </StateMessage>
  );
}
