#!/bin/sh
# Stands for a test suite. It prints the secret on purpose: look at the log, it is masked.
set -eu
echo "1..3"
echo "ok 1 - the token is there (${#API_TOKEN} characters)"
echo "ok 2 - calling the service with token $API_TOKEN"
echo "ok 3 - the same in base64: $(printf '%s' "$API_TOKEN" | base64 | tr -d '\n')"
