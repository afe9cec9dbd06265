#!/bin/sh
# After the deb or the rpm is removed (data stays), and when the deb is purged: then the data goes too, unless bookings in it are
# known only to this computer. rpm knows no purge. electron-builder fills in what stands in ${...}.
set -e

# One line for each account with data of its own: the account, a tab, the folder.
data_folders() {
  getent passwd | cut -d: -f1,6 | while IFS=: read -r account home; do
    folder="$home/.config/Husky Desk"
    if [ -d "$folder" ] && [ ! -L "$folder" ]; then
      printf '%s\t%s\n' "$account" "$folder"
    fi
  done
}

# How many bookings of a folder would be lost; "unknown" where its desk never said. The desk writes unsent.json
# (electron/storage/owed-file.ts).
owed_in() {
  owed=$(sed -n 's/^{"owed":\([0-9]\{1,9\}\).*/\1/p' "$1/unsent.json" 2>/dev/null | head -n 1)
  if [ -n "$owed" ]; then
    echo "$owed"
  elif [ -s "$1/journal/bookings.ndjson" ]; then
    echo unknown
  else
    echo 0
  fi
}

refuse_while_owed() {
  data_folders | {
    refused=0
    while IFS='	' read -r account folder; do
      owed=$(owed_in "$folder")
      case $owed in
        0) ;;
        *)
          case $owed in
            unknown) what='it is not known whether all bookings' ; end='were sent' ;;
            *) what="$owed booking(s)" ; end='are not settled with HuskyVoice' ;;
          esac
          echo "${executable}: not purged: $what of the account $account $end. Install Husky Desk again, start it as $account until nothing waits to be sent, needs a decision or is on the waiting list, then purge. Nothing was deleted." >&2
          refused=1
          ;;
      esac
    done
    return $refused
  }
}

forget_data() {
  data_folders | while IFS='	' read -r account folder; do
    rm -rf -- "$folder"
  done
}

forget_program() {
  if command -v update-alternatives >/dev/null 2>&1; then
    # The program is gone by now, of which it would warn.
    update-alternatives --quiet --remove '${executable}' '/opt/${sanitizedProductName}/bin/${executable}' 2>/dev/null || true
  else
    rm -f '/usr/bin/${executable}'
  fi
  if [ -f '/etc/apparmor.d/${executable}' ]; then
    apparmor_parser --remove '/etc/apparmor.d/${executable}' >/dev/null 2>&1 || true
    rm -f '/etc/apparmor.d/${executable}'
  fi
  if command -v update-desktop-database >/dev/null 2>&1; then
    update-desktop-database /usr/share/applications || true
  fi
}

# dpkg says what happens; rpm, how many versions of the package are left: at an upgrade one.
case "$1" in
  remove | 0) forget_program ;;
  purge)
    refuse_while_owed
    forget_data
    ;;
esac
