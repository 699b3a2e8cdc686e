#!/bin/sh
# Makes what is missing: one certificate authority, a certificate for every listener, every password and key.
# What exists is kept, except certificates of this authority with less than 30 days left. Each consumer has a
# folder of its own; files have mode 0600 and belong to the user that reads them.
set -eu
umask 077

root=${KEYWARD_SECRETS_ROOT:-/secrets}
domain=${KEYWARD_DOMAIN:?KEYWARD_DOMAIN is not set}
renew_seconds=$((30 * 24 * 3600))
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

authority() {
  mkdir -p "$root/authority"
  [ -s "$root/authority/ca.crt" ] && return 0
  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out "$root/authority/ca.key"
  openssl req -x509 -new -sha384 -days 3650 -key "$root/authority/ca.key" -out "$root/authority/ca.crt" \
    -subj "/O=Keyward/CN=Keyward authority of $domain" \
    -addext "basicConstraints=critical,CA:TRUE,pathlen:0" -addext "keyUsage=critical,keyCertSign,cRLSign"
}

ours() {
  openssl verify -partial_chain -no_check_time -CAfile "$root/authority/ca.crt" "$1" >/dev/null 2>&1
}

certificate() { # folder, subject alternative names
  folder=$root/$1
  mkdir -p "$folder"
  cp "$root/authority/ca.crt" "$folder/ca.crt"
  if [ -s "$folder/tls.crt" ]; then
    ours "$folder/tls.crt" || return 0
    openssl x509 -checkend "$renew_seconds" -noout -in "$folder/tls.crt" >/dev/null && return 0
  fi
  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/tls.key"
  openssl req -new -sha256 -key "$work/tls.key" -subj "/O=Keyward/CN=$1" -out "$work/tls.csr"
  printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\nsubjectAltName=%s\n' "$2" >"$work/tls.ext"
  openssl x509 -req -sha256 -days 397 -in "$work/tls.csr" -extfile "$work/tls.ext" \
    -CA "$root/authority/ca.crt" -CAkey "$root/authority/ca.key" -CAcreateserial -CAserial "$work/ca.srl" \
    -out "$work/tls.crt" 2>/dev/null
  mv "$work/tls.key" "$folder/tls.key"
  mv "$work/tls.crt" "$folder/tls.crt"
}

secret() { # folder, file, bytes: 32 hexadecimal digits for every 16 bytes of randomness
  mkdir -p "$root/$1"
  [ -s "$root/$1/$2" ] || openssl rand -hex "$3" | tr -d '\n' >"$root/$1/$2"
}

signing() { # folder, file: an Ed25519 key, PKCS#8
  mkdir -p "$root/$1"
  [ -s "$root/$1/$2" ] || openssl genpkey -algorithm ed25519 -out "$root/$1/$2"
}

own() { # folder, user, group
  [ "$(id -u)" = 0 ] && chown -R "$2:$3" "$root/$1"
  chmod 0700 "$root/$1"
  find "$root/$1" -type f -exec chmod 0600 {} +
}

authority
certificate proxy "DNS:sso.$domain,DNS:console.$domain"
certificate database "DNS:database"
certificate keycloak "DNS:keycloak,DNS:keycloak-1,DNS:keycloak-2,DNS:localhost"
certificate console "DNS:console"
certificate mail "DNS:mail"
secret database superuser-password 32
secret database keycloak-password 32
secret keycloak setup-secret 32
secret keycloak name-key 64
secret keycloak/kek kek-1 64
signing keycloak signing-key.pem
secret console client-secret 32
cp "$root/database/keycloak-password" "$root/keycloak/database-password"
own authority 0 0
own proxy 101 101
own database 999 999
own keycloak 1000 0
own console 10001 10001
own mail 10002 10002
echo "Keys, certificates and passwords are in place."
