import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiDownload2Line } from '@remixicon/react';
import { useDockerWatcherTranslation } from '../../hooks';
import { ExportFormat } from './useEventExport';

const FORMATS: ExportFormat[] = ['ndjson', 'csv'];

/** The choice of how the events found are written into a file. */
export function EventExport(props: {
  isRunning: boolean;
  onExport: (format: ExportFormat) => void;
}) {
  const { isRunning, onExport } = props;
  const { t } = useDockerWatcherTranslation();
  return (
    <MenuTrigger>
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiDownload2Line />}
        isDisabled={isRunning}
      >
        {t('eventsTab.export.button')}
      </Button>
      <Menu>
        {FORMATS.map(format => (
          <MenuItem key={format} onAction={() => onExport(format)}>
            {t(`eventsTab.export.${format}`)}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}
