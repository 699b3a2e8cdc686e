#!/bin/bash
# Hands the generated secrets to Keycloak. They live in this process alone: not in the image, not in the compose file.
set -euo pipefail
secrets=${KEYWARD_SECRETS:-/run/keyward}

KC_DB_PASSWORD=$(<"$secrets/database-password")
export KC_DB_PASSWORD

# Read by Keycloak only while the master realm does not exist yet.
KC_BOOTSTRAP_ADMIN_CLIENT_ID=keyward-setup
KC_BOOTSTRAP_ADMIN_CLIENT_SECRET=$(<"$secrets/setup-secret")
export KC_BOOTSTRAP_ADMIN_CLIENT_ID KC_BOOTSTRAP_ADMIN_CLIENT_SECRET

# An empty realm that refuses plain HTTP, unless there is one of that name; ./keyward apply does the rest.
home=${KEYWARD_KEYCLOAK_HOME:-/opt/keycloak}
mkdir -p "$home/data/import"
cp "${KEYWARD_IMPORT:-/opt/keyward/import}/hospital-realm.json" "$home/data/import/"

exec "$home/bin/kc.sh" start --optimized --import-realm \
  --spi-password-policy--password-blacklist--blacklists-path=/opt/keyward/denied-passwords \
  --spi-password-policy--password-blacklist--false-positive-probability=0.000000001 \
  --spi-keyward-room--audit--name-key-file="$secrets/name-key" \
  --spi-keyward-room--audit--signing-key-file="$secrets/signing-key.pem" \
  --spi-keyward-room--audit--origin="${KC_HOSTNAME#*://}/keyward" \
  --spi-keyward-room--audit--evidence-realm=hospital \
  --spi-keyward-room--audit--kek-dir="$secrets/kek" \
  --spi-keyward-room--audit--spool-dir=/opt/keyward/spool "$@"
