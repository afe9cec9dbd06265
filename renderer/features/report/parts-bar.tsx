import type { ReportView } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { classNames } from '../../ui/class-names.ts';
import styles from './report.module.css';

const c = classNames(styles);

/** What became of the places of a window, in the order of the bar. */
const partNames = ['done', 'here', 'to-come', 'to-note', 'no-show', 'unused'] as const;
type PartName = (typeof partNames)[number];
export type Parts = Readonly<Record<PartName, number>>;

/** Together they are the places of a window, or its people where those are more. */
export function partsOf(figures: ReportView['windows'][number]): Parts {
  const { window, done, here, toCome, toNote, noShow, places, booked } = figures;
  const over = window?.phase === 'past';
  const taken = places === null ? booked : places.taken + places.onOwnPlaces;
  // Taken, and known by their number alone.
  const nameless = Math.max(0, taken - booked);
  return {
    done,
    here,
    'to-come': over ? toCome : toCome + nameless,
    'to-note': over ? toNote + nameless : toNote,
    'no-show': noShow,
    unused: places === null ? 0 : Math.max(0, places.capacity - places.taken),
  };
}

/** The parts of several windows together. */
export function sumOfParts(several: readonly Parts[]): Parts {
  const sum = { done: 0, here: 0, 'to-come': 0, 'to-note': 0, 'no-show': 0, unused: 0 };
  for (const parts of several) for (const name of partNames) sum[name] += parts[name];
  return sum;
}

/** One bar: each part as wide as it has places, told apart by its pattern; the words are for who can't see it. */
export function PartsBar({ parts }: { readonly parts: Parts }) {
  const t = useText();
  const { 'to-come': toCome, 'to-note': toNote, 'no-show': noShow, ...others } = parts;
  return (
    <span className={c('bar')} role="img" aria-label={t('report.bar', { ...others, toCome, toNote, noShow })}>
      {partNames.map((name) =>
        parts[name] === 0 ? null : <i key={name} className={c(name)} style={{ flexGrow: parts[name] }} />,
      )}
    </span>
  );
}

/** What the patterns mean. On a day that is over nobody is here, and nobody is still to come. */
export function PartsLegend({ when }: Pick<ReportView, 'when'>) {
  const t = useText();
  const shown = partNames.filter((name) => {
    if (name === 'unused' || when === 'today') return true;
    return when === 'ahead' ? name === 'to-come' : name !== 'here' && name !== 'to-come';
  });
  return (
    <ul className={c('legend')}>
      {shown.map((name) => (
        <li key={name}>
          <span className={c('bar', 'swatch')} aria-hidden="true">
            <i className={c(name)} />
          </span>
          {t(`report.part.${name}`)}
        </li>
      ))}
    </ul>
  );
}
