import { MOST_DEVICES, type RosterDevice } from '../../../shared/reservations/branch-rules.ts';
import { splitPlaces } from '../../../shared/reservations/split.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { classNames } from '../../ui/class-names.ts';
import { Hidden } from '../../ui/text.tsx';
import { AddDesk } from './add-desk.tsx';
import { DeskRow } from './desk-row.tsx';
import { SettingRow } from './setting-row.tsx';
import styles from './settings.module.css';
import type { RulesInHand } from './use-rules.ts';

const c = classNames(styles);

/** Free places of the example that explains the parts. */
const EXAMPLE_PLACES = 10;

/** The list of the branch's desks (SPEC ROSTER-1). */
export function DesksSetting({ inHand }: { readonly inHand: RulesInHand }) {
  const t = useText();
  const { devices } = inHand.rules;
  const inUse = devices.filter(({ retiredOn }) => retiredOn === null);
  return (
    <SettingRow title={t('rules.desks')} help={t('rules.desks.help')}>
      <div className={c('stack')}>
        {inUse.length === 0 ? null : (
          <table className={c('desks')}>
            <caption>
              <Hidden>{t('rules.desks')}</Hidden>
            </caption>
            <thead>
              <tr>
                <th scope="col">{t('rules.letter')}</th>
                <th scope="col" className={c('weight')}>
                  {t('rules.weight')}
                </th>
                <th scope="col">{t('rules.install')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {inUse.map((device) => (
                <DeskRow key={device.letter} device={device} inHand={inHand} />
              ))}
            </tbody>
          </table>
        )}
        {inUse.length < 2 ? null : <p className={c('help')}>{t('rules.split', { parts: partsOf(inUse) })}</p>}
        <Retired devices={devices} today={inHand.today} />
        {devices.length < MOST_DEVICES ? (
          <AddDesk inHand={inHand} />
        ) : (
          <p className={c('help')}>{t('rules.full', { most: MOST_DEVICES })}</p>
        )}
      </div>
    </SettingRow>
  );
}

/** `A 5 · B 3 · C 2`: who would hold how many of ten places. */
function partsOf(devices: readonly RosterDevice[]): string {
  const parts = splitPlaces(
    EXAMPLE_PLACES,
    devices.map(({ letter, weight }) => ({ id: letter, weight })),
  );
  return [...parts].map(([letter, places]) => `${letter} ${String(places)}`).join(' · ');
}

function Retired({ devices, today }: { readonly devices: readonly RosterDevice[]; readonly today: string }) {
  const t = useText();
  const when = useWhen();
  const retired = devices.flatMap(({ letter, retiredOn }) => (retiredOn === null ? [] : [{ letter, retiredOn }]));
  if (retired.length === 0) return null;
  return (
    <ul className={c('retired')}>
      {retired.map(({ letter, retiredOn }) => (
        <li key={letter}>
          {t('rules.retired', { letter, day: when.fullDay(retiredOn) })}{' '}
          {retiredOn < today ? null : t('rules.retired.blocked')}
        </li>
      ))}
    </ul>
  );
}
