#!/bin/sh
# Tells the control plane what the stack has. No secret passes here but a token of the runner's own identity, which is good for this one use.
set -eu
umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
marker=/var/lib/landfall-phone-home
event=create
[ ! -e "$marker" ] || event=update
echo '@@STATEMENT@@' | base64 --decode | sed -e "s/@@EVENT@@/$event/" -e 's/[\\"]/\\&/g' >"$work/statement"

ask() {
  curl --fail --silent --show-error --max-time 30 "$@"
}
token() {
  ask --header 'Metadata: true' 'http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=api%3A%2F%2FAzureADTokenExchange&client_id=@@CLIENT_ID@@' |
    sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p'
}
phone_home() {
  nonce=$(ask --proto '=https' --tlsv1.2 --request POST --header 'Content-Type: application/json' --data '{}' '@@NONCES@@' |
    sed -n 's/.*"nonce" *: *"\([A-Za-z0-9._~=-]*\)".*/\1/p')
  proof=$(token)
  [ -n "$nonce" ] && [ -n "$proof" ] || return 1
  printf '{"statement":"%s","identity":{"nonce":"%s","proof":{"type":"azure","token":"%s"}}}' \
    "$(cat "$work/statement")" "$nonce" "$proof" >"$work/call"
  ask --proto '=https' --tlsv1.2 --header 'Content-Type: application/json' --data "@$work/call" '@@ADDRESS@@'
}

for attempt in 1 2 3 4 5; do
  if phone_home; then
    touch "$marker"
    exit 0
  fi
  sleep $((attempt * 10))
done
echo 'landfall: the control plane did not take this call; apply the stack again when it is there' >&2
exit 1
