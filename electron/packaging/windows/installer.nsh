; What Husky Desk adds to electron-builder's installer (docs/install.md).
;
;   husky-desk-0.1.0-setup-x64.exe /S [/allusers | /currentuser] [/START=desk | kiosk | display] [/D=C:\Folder]
;
; /START puts a link into the Startup folder of whom it is installed for, so that the screen opens when Windows does. An
; upgrade without it leaves the link as it was.

!macro customInstall
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/START=" $R1
  ${IfNot} ${Errors}
    ${If} $R1 == "desk"
    ${OrIf} $R1 == "kiosk"
    ${OrIf} $R1 == "display"
      CreateShortCut "$SMSTARTUP\${PRODUCT_NAME}.lnk" "$INSTDIR\${APP_EXECUTABLE_FILENAME}" "--$R1"
    ${Else}
      DetailPrint "/START=$R1 is none of desk, kiosk and display: nothing starts with Windows"
      SetErrorLevel 2
    ${EndIf}
  ${EndIf}
  ClearErrors
!macroend

; Data stays (%APPDATA%\Husky Desk): bookings that were not sent yet may lie in it. An upgrade runs the old uninstaller, too.
!macro customUnInstall
  ${IfNot} ${isUpdated}
    Delete "$SMSTARTUP\${PRODUCT_NAME}.lnk"
  ${EndIf}
!macroend
