#!/bin/bash
# The same with curl and jq: sign in, answer the limit, enter an app, watch for the end, sign out.
#   ROLLCALL=https://192.168.1.5:8443 CA=ca.pem APP=stock1a2b3c APP_URL=https://192.168.1.20/api APP_CA=app.pem \
#     ./native-app.sh ann 'Till 3'    (the password is read from standard input)
set -euo pipefail
read -r password
username=$1 device=$2

api() { # method, path, token or nothing, body or nothing; the answer, whatever its status
  local method=$1 path=$2 token=${3:-} body=${4:-}
  # Headers with secrets go through a file: what stands on the command line, every account of this computer can read.
  curl --silent --show-error --cacert "$CA" --request "$method" "$ROLLCALL$path" \
    --header 'Accept: application/json' ${body:+--header 'Content-Type: application/json'} \
    --header @<(if [ -n "$token" ]; then echo "Authorization: Bearer $token"; fi) \
    ${body:+--data @<(printf '%s' "$body")}
}

body=$(printf '%s' "$password" | jq --raw-input --slurp --arg username "$username" --arg name "$device" \
  --arg transaction "$(cat /proc/sys/kernel/random/uuid)" \
  '{username: $username, password: ., device: {name: $name}, transaction: $transaction}')
answer=$(api POST /api/v1/sessions '' "$body")

if [ "$(jq -r .code <<<"$answer")" = session_limit ]; then
  # At the limit: sign out the one that was not used for longest (they come in that order), as many as must go.
  choice=$(jq '{ticket: .ticket, end: [.sessions[:.must_end][].id]}' <<<"$answer")
  echo "signing out: $(jq -r '[.sessions[:.must_end][].device] | join(", ")' <<<"$answer")"
  answer=$(api POST /api/v1/sessions/choose '' "$choice")
fi
token=$(jq -r '.token // empty' <<<"$answer")
if [ -z "$token" ]; then
  echo "refused: $(jq -r '.code + ": " + .title' <<<"$answer")" >&2
  exit 1
fi
echo "signed in as $(api GET /api/v1/session "$token" | jq -r .user.name)"

app_token=$(api POST /api/v1/session/app-token "$token" "{\"app\":\"$APP\"}" | jq -r .token)
curl --silent --show-error --fail --cacert "$APP_CA" --header @<(echo "Authorization: Bearer $app_token") \
  --output /dev/null --write-out 'the app answers %{http_code}\n' "$APP_URL"

# Ends by itself when the session ends: at the latest when it is signed out below.
curl --silent --no-buffer --cacert "$CA" --header @<(echo "Authorization: Bearer $token") \
  "$ROLLCALL/api/v1/session/events" | sed -n 's/^data: /ended: /p' &
sleep "${STAY_SECONDS:-1}"

problem=$(api DELETE /api/v1/session "$token")
if [ -n "$problem" ]; then
  kill %1
  echo "not signed out: $(jq -r .title <<<"$problem")" >&2
  exit 1
fi
wait %1
