import { Fragment } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Hidden } from '../../ui/text.tsx';
import { useView } from '../../ui/use-view.ts';
import { screens, useScreenLabel, type ScreenPath } from './screens.ts';
import { statusWords } from './status-words.ts';
import styles from './status-line.module.css';

const c = classNames(styles);

interface StatusLineProps {
  readonly screen: ScreenPath;
  readonly syncOpen: boolean;
  readonly onSync: () => void;
}

/** 44 px, always in the same place: how sending stands, and where one can go. */
export function StatusLine({ screen, syncOpen, onSync }: StatusLineProps) {
  const t = useText();
  const when = useWhen();
  const { views } = useDesk();
  const sync = useView(views.sync);
  const clinic = useView(views.clinic);
  const { now } = useView(views.clock);
  const words = statusWords({ sync, clinic, now, when, text: t });
  return (
    <div className={c('line', words.tone)}>
      <AriaButton className={c('sync')} onPress={onSync} aria-expanded={syncOpen} aria-haspopup="dialog">
        <span className={c('shape')}>
          <Icon name={words.icon} />
        </span>
        <span>
          <b>{words.lead}</b>
          {words.rest.map((piece) => (
            <Fragment key={piece}>
              <span className={c('dot')}> · </span>
              {piece}
            </Fragment>
          ))}
        </span>
        <span className={c('chevron')}>
          <Icon name="down" size={16} />
        </span>
        <Hidden>{t('shell.status.details')}</Hidden>
      </AriaButton>
      <p role="status" className={c('announced')}>
        {words.announced}
      </p>
      <Navigation current={screen} needsYou={sync.needsYou} alsoThere={sync.toTell + sync.waiting} />
    </div>
  );
}

interface NavigationProps {
  readonly current: ScreenPath;
  readonly needsYou: number;
  /** Patients to be told, and patients on the waiting list. */
  readonly alsoThere: number;
}

function Navigation({ current, needsYou, alsoThere }: NavigationProps) {
  const t = useText();
  const label = useScreenLabel();
  return (
    <nav className={c('nav')} aria-label={t('shell.nav')}>
      {screens.map((screen) => {
        const conflicts = screen.path === '/conflicts';
        if (conflicts && needsYou + alsoThere === 0 && current !== screen.path) return null;
        return (
          <a
            key={screen.path}
            href={`#${screen.path}`}
            className={c(conflicts && needsYou > 0 && 'need')}
            aria-current={current === screen.path ? 'page' : undefined}
          >
            {conflicts && needsYou > 0 ? <Icon name="need" /> : null}
            {label(screen.path)}
          </a>
        );
      })}
    </nav>
  );
}
