import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Dropdown } from '../../ui/dropdown.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { useShortcutKeys } from '../../ui/use-keys.ts';
import { useView } from '../../ui/use-view.ts';
import { DateGroup } from './date-group.tsx';
import { SearchField, type SearchFieldProps } from './search-field.tsx';
import styles from './header.module.css';

const c = classNames(styles);

interface HeaderProps {
  readonly search: SearchFieldProps;
  readonly onNewBooking: () => void;
  readonly onWalkIn: () => void;
}

/** 66 px: which clinic and branch, which day, who is looked for, and the two things a desk does. */
export function Header(props: HeaderProps) {
  const t = useText();
  const { branch } = useView(useDesk().views.clinic);
  const { hintOf } = useShortcutKeys();
  return (
    <header className={c('top')}>
      <BranchMenu />
      <DateGroup />
      <SearchField {...props.search} />
      <div className={c('acts')}>
        <Button icon="walk" iconDrops onPress={props.onWalkIn} disabled={branch === null} {...hintOf('walk-in')}>
          {t('shell.walk-in')}
        </Button>
        <Button
          tone="primary"
          icon="plus"
          iconDrops
          onPress={props.onNewBooking}
          disabled={branch === null}
          {...hintOf('new-booking')}
        >
          {t('shell.new-booking')}
        </Button>
      </div>
    </header>
  );
}

/** Which clinic and branch; a menu where there is more than one. */
function BranchMenu() {
  const t = useText();
  const { views, intents } = useDesk();
  const { clinicName, branch, branches } = useView(views.clinic);
  const name = branch === null ? t('settings.branch.choose') : branch.name;
  const words = (
    <span>
      <span className={c('clinic')}>{clinicName}</span>
      <span className={c('where')}>{name === '' ? t('shell.branch.none') : name}</span>
    </span>
  );
  if (branches.length < 2 && branch !== null) return <div className={c('branch', 'only')}>{words}</div>;
  return (
    <Dropdown
      opens="menu"
      buttonClass={c('branch')}
      button={
        <>
          {words}
          <Icon name="down" />
        </>
      }
    >
      {(close) => (
        <Menu
          aria-label={t('shell.branch')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={branch === null ? [] : [branch.branchId]}
          onAction={(key) => {
            void intents.showBranch(String(key));
            close();
          }}
        >
          {branches.map((candidate) => (
            <MenuItem id={candidate.branchId} key={candidate.branchId} textValue={candidate.name}>
              <span className={c('tick')}>{candidate.branchId === branch?.branchId ? <Icon name="done" /> : null}</span>
              {candidate.name}
            </MenuItem>
          ))}
        </Menu>
      )}
    </Dropdown>
  );
}
