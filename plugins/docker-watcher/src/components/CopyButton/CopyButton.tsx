import { ButtonIcon, VisuallyHidden } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { useDockerWatcherTranslation } from '../../hooks';

const CONFIRMATION_MS = 2_000;

/** Copies a text, and says so. */
export function CopyButton(props: { text: string; what: string }) {
  const { text, what } = props;
  const { t } = useDockerWatcherTranslation();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) {
      return undefined;
    }
    const timer = setTimeout(() => setCopied(false), CONFIRMATION_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  // Browsers offer the clipboard on secure origins only.
  if (!navigator.clipboard) {
    return null;
  }
  return (
    <>
      <ButtonIcon
        size="small"
        variant="tertiary"
        icon={copied ? <RiCheckLine /> : <RiFileCopyLine />}
        aria-label={t('copy.copy', { what })}
        onPress={async () => {
          try {
            await navigator.clipboard.writeText(text);
            setCopied(true);
          } catch {
            // Refused by the browser: the text stays selectable.
            setCopied(false);
          }
        }}
      />
      <VisuallyHidden aria-live="polite">
        {copied ? t('copy.copied') : ''}
      </VisuallyHidden>
    </>
  );
}
