#!/bin/sh
set -eu
echo "{{ .nuon.install.name }}"
