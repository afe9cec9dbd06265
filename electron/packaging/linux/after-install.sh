#!/bin/sh
# After installing and after every upgrade, of the deb and of the rpm. electron-builder fills in what stands in ${...}.
set -e

# The command, which starts the program beside it.
program='/opt/${sanitizedProductName}/bin/${executable}'

if command -v update-alternatives >/dev/null 2>&1; then
  update-alternatives --install '/usr/bin/${executable}' '${executable}' "$program" 100
else
  ln -sf "$program" '/usr/bin/${executable}'
fi

# Chromium's sandbox wants user namespaces; where ordinary users have none, its helper has to be root's.
sandbox='/opt/${sanitizedProductName}/chrome-sandbox'
if runuser -u nobody -- unshare --user true >/dev/null 2>&1; then
  chmod 0755 "$sandbox"
else
  chmod 4755 "$sandbox"
fi

# Ubuntu from 24.04 on gives user namespaces only to programs with a profile that says so.
profile='/opt/${sanitizedProductName}/resources/apparmor-profile'
if apparmor_status --enabled >/dev/null 2>&1 && apparmor_parser --skip-kernel-load --debug "$profile" >/dev/null 2>&1; then
  cp -f "$profile" '/etc/apparmor.d/${executable}'
  if ! { [ -x /usr/bin/ischroot ] && /usr/bin/ischroot; }; then
    apparmor_parser --replace --write-cache --skip-read-cache '/etc/apparmor.d/${executable}' || true
  fi
fi

if command -v update-desktop-database >/dev/null 2>&1; then
  update-desktop-database /usr/share/applications || true
fi
