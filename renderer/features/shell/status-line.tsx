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

/** 44 px or a little more, always in the same place: how sending stands, and where one can go. */
export function StatusLine({ screen, syncOpen, onSync }: StatusLineProps) {
  const t = useText();
  const when = useWhen();
  const { views, intents } = useDesk();
  const sync = useView(views.sync);
  const clinic = useView(views.clinic);
  const { now } = useView(views.clock);
  const words = statusWords({ sync, clinic, now, when, text: t });
  return (
    <div className={c('line', words.tone)}>
      {/* A status by name; what is read out by itself is the line of its own below, which holds still while time passes. */}
      <div className={c('status')} role="status" aria-live="off" aria-label={t('shell.status')}>
        <AriaButton className={c('sync')} onPress={onSync} aria-expanded={syncOpen} aria-haspopup="dialog">
          <span className={c('shape')}>
            <Icon name={words.icon} />
          </span>
          <span>
            <b>{words.lead}</b>
            {words.rest.map((piece) => (
              <Fragment key={piece}>
                {/* A line that has to break does so after the dot. */}
                <span className={c('dot')}>{'\u00a0· '}</span>
                {piece}
              </Fragment>
            ))}
          </span>
          <span className={c('chevron')}>
            <Icon name="down" size={16} />
          </span>
          <Hidden>{t('shell.status.details')}</Hidden>
        </AriaButton>
        <p className={c('announced')} aria-live="polite" aria-atomic="true">
          {words.announced}
        </p>
      </div>
      {/* The open panel has one of its own. */}
      {clinic.sample || syncOpen ? null : (
        <AriaButton
          className={c('now')}
          onPress={() => {
            intents.syncNow();
          }}
        >
          {t('sync.button')}
        </AriaButton>
      )}
      <Navigation current={screen} needsYou={sync.needsYou} />
    </div>
  );
}

interface NavigationProps {
  readonly current: ScreenPath;
  readonly needsYou: number;
}

function Navigation({ current, needsYou }: NavigationProps) {
  const t = useText();
  const label = useScreenLabel();
  const conflictsName = t('shell.nav.conflicts');
  return (
    <nav className={c('nav')} aria-label={t('shell.nav')}>
      {screens.map((screen) => {
        const conflicts = screen.path === '/conflicts';
        const words = label(screen.path);
        const named = conflicts && words !== conflictsName;
        return (
          <a
            key={screen.path}
            href={`#${screen.path}`}
            className={c(conflicts && needsYou > 0 && 'need')}
            aria-current={current === screen.path ? 'page' : undefined}
            aria-label={named ? t('shell.nav.conflicts.name', { conflicts: conflictsName, what: words }) : undefined}
          >
            {conflicts && needsYou > 0 ? <Icon name="need" /> : null}
            {words}
          </a>
        );
      })}
    </nav>
  );
}
