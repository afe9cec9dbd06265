import { Component, useEffect, useState, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { Router, useLocation } from 'wouter';
import type { Desk } from '../../desk/contract.ts';
import { localeTags } from '../../i18n/catalogue.ts';
import { useText } from '../../i18n/use-text.ts';
import { Words } from '../../i18n/words.tsx';
import { Announcer } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { DeskProvider } from '../../ui/desk-context.tsx';
import { Message } from '../../ui/message.tsx';
import { useView } from '../../ui/use-view.ts';
import type { ChangeKind } from './change-route.ts';
import { useHashPath, useHashSearch } from './hash-route.ts';
import { Header } from './header.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { connectPath, useScreenLabel, type ScreenPath } from './screens.ts';
import { StatusLine } from './status-line.tsx';
import type { BoardProps, ConflictsProps, Surfaces } from './surfaces.ts';
import { isForm, useBusy } from './use-busy.ts';
import { useFrame } from './use-frame.ts';
import { usePanel, type PanelRoute } from './use-panel.ts';
import type { Begin } from './use-search.ts';
import styles from './shell.module.css';

const c = classNames(styles);

interface ShellProps {
  readonly desk: Desk;
  readonly surfaces: Surfaces;
  /** Told when a screen threw; the person sees a plain message and can load it again. */
  readonly onFault: (fault: unknown) => void;
}

/** The window of the desk: header, status line, one screen, and at most one panel over it. */
export function Shell({ desk, surfaces, onFault }: ShellProps) {
  const { settings } = useView(desk.views.settings);
  useEffect(() => {
    document.documentElement.dataset['textSize'] = settings.textSize;
  }, [settings.textSize]);
  return (
    <DeskProvider desk={desk}>
      <Words language={settings.language}>
        <I18nProvider locale={localeTags[settings.language]}>
          <Router hook={useHashPath} searchHook={useHashSearch}>
            <Announcer>
              <WholeWindow surfaces={surfaces} onFault={onFault} />
            </Announcer>
          </Router>
        </I18nProvider>
      </Words>
    </DeskProvider>
  );
}

/** The frame with its screens, or the set-up that takes their place. */
function WholeWindow({ surfaces, onFault }: Omit<ShellProps, 'desk'>) {
  const [path, navigate] = useLocation();
  const { panel } = usePanel();
  useBusy(path === connectPath || isForm(panel));
  return (
    <>
      {path === connectPath ? (
        <Guard of={path} onFault={onFault}>
          <surfaces.connect
            onLeave={() => {
              navigate('/');
            }}
          />
        </Guard>
      ) : (
        <Frame surfaces={surfaces} onFault={onFault} />
      )}
      <surfaces.question />
    </>
  );
}

function Frame({ surfaces, onFault }: Omit<ShellProps, 'desk'>) {
  const frame = useFrame();
  const { route } = frame;
  const [main, setMain] = useState<HTMLElement | null>(null);
  useDocumentTitle(frame.screen);
  return (
    <div className={c('frame')}>
      <Header search={{ ...frame.search, resultsIn: main }} onNewBooking={frame.newBooking} onWalkIn={frame.walkIn} />
      <StatusLine screen={frame.screen} syncOpen={route.panel === 'sync'} onSync={frame.toggleSync} />
      <main className={c('main')} ref={setMain}>
        <surfaces.notice />
        <div className={c('screen')} inert={route.panel !== null}>
          <Guard of={frame.screen} onFault={onFault}>
            <Screen screen={frame.screen} surfaces={surfaces} board={frame.board} conflicts={frame.conflicts} />
          </Guard>
        </div>
        <Guard of={route.panel ?? ''} onFault={onFault}>
          <PanelOf route={route} surfaces={surfaces} begin={frame.begin} />
        </Guard>
      </main>
      <HelpDialog open={frame.help} onClose={frame.closeHelp} />
    </div>
  );
}

function Screen({
  screen,
  surfaces,
  board,
  conflicts,
}: {
  readonly screen: ScreenPath;
  readonly surfaces: Surfaces;
  readonly board: BoardProps;
  readonly conflicts: ConflictsProps;
}) {
  switch (screen) {
    case '/':
      return <surfaces.board {...board} />;
    case '/conflicts':
      return <surfaces.conflicts {...conflicts} />;
    case '/report':
      return <surfaces.report />;
    case '/settings':
      return <surfaces.settings />;
  }
}

interface PanelOfProps {
  readonly route: PanelRoute;
  readonly surfaces: Surfaces;
  readonly begin: Begin | null;
}

function PanelOf({ route, surfaces, begin }: PanelOfProps) {
  const { panel, visit, close } = route;
  if (panel === null) return null;
  if (panel === 'booking') return <surfaces.panels.booking onClose={close} begin={begin} />;
  if (panel === 'visit' || panel === 'change') {
    if (visit === null) return null;
    const props = {
      appointmentId: visit,
      onClose: close,
      onChange: (change: ChangeKind) => {
        route.openChange(visit, change);
      },
    };
    if (panel === 'visit') return <surfaces.panels.visit key={visit} {...props} />;
    return (
      <surfaces.panels.change
        key={`${visit} ${route.change}`}
        {...props}
        change={route.change}
        onVisit={() => {
          route.open('visit', visit);
        }}
      />
    );
  }
  const Content = surfaces.panels[panel];
  return <Content onClose={close} />;
}

function useDocumentTitle(screen: ScreenPath): void {
  const t = useText();
  const label = useScreenLabel();
  const title = t('shell.title', { screen: label(screen) });
  useEffect(() => {
    document.title = title;
  }, [title]);
}

interface GuardProps {
  readonly children: ReactNode;
  /** What it guards: another screen or panel starts whole. */
  readonly of: string;
  readonly onFault: (fault: unknown) => void;
}

interface GuardState {
  readonly broken: boolean;
  readonly of: string;
}

/** A screen that throws takes neither the header nor the status line with it, and can be loaded again. */
class Guard extends Component<GuardProps, GuardState> {
  override state: GuardState = { broken: false, of: this.props.of };

  static getDerivedStateFromProps(props: GuardProps, state: GuardState): GuardState | null {
    return props.of === state.of ? null : { broken: false, of: props.of };
  }

  static getDerivedStateFromError(): Partial<GuardState> {
    return { broken: true };
  }

  override componentDidCatch(fault: unknown): void {
    this.props.onFault(fault);
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <Broken
        onAgain={() => {
          this.setState({ broken: false });
        }}
      />
    );
  }
}

function Broken({ onAgain }: { readonly onAgain: () => void }) {
  const t = useText();
  return (
    <div className={c('broken')}>
      <Message
        tone="warn"
        role="alert"
        heading={t('shell.broken.heading')}
        actions={
          <Button tone="primary" onPress={onAgain}>
            {t('shell.broken.reload')}
          </Button>
        }
      >
        {t('shell.broken.body')}
      </Message>
    </div>
  );
}
