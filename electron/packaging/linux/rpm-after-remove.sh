#!/bin/sh
# After the package is removed; an upgrade passes 1 and changes nothing here. rpm knows no purge: data always stays.
set -e
if [ "$1" = 0 ]; then
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
fi
