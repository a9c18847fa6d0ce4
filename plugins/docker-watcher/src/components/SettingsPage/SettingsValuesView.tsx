import { Settings } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation } from '../../hooks';
import { formatDays, getSetting } from '../../model';
import { Fact, Facts, Note } from '../Section';
import { LastChange } from './LastChange';
import { SettingsGroups } from './SettingsGroups';

/** The settings for those who may not change them. */
export function SettingsValuesView(props: { settings: Settings }) {
  const { settings } = props;
  const { t } = useDockerWatcherTranslation();
  const days = (number: number) =>
    t('settings.dayCount', { number: formatDays(number) });
  return (
    <>
      <SettingsGroups>
        {field => (
          <Facts>
            <Fact term={t(`settings.field.${field}`)}>
              {days(getSetting(settings.values, field))}
              <Note>
                {getSetting(settings.overrides, field) === undefined
                  ? t('settings.origin.config')
                  : t('settings.origin.here', {
                      days: days(getSetting(settings.defaults, field)),
                    })}
              </Note>
            </Fact>
          </Facts>
        )}
      </SettingsGroups>
      <LastChange settings={settings} />
    </>
  );
}
