#!/bin/bash
# Lets the console trust the authority that the init step made, then starts it.
set -euo pipefail
secrets=${KEYWARD_SECRETS:-/run/keyward}

seal=$(head -c 24 /dev/urandom | od -An -vtx1 | tr -d ' \n')
keytool -importcert -noprompt -alias keyward -file "$secrets/ca.crt" \
  -keystore /tmp/trust.p12 -storetype PKCS12 -storepass "$seal" >/dev/null 2>&1

export JAVA_TOOL_OPTIONS="-Djavax.net.ssl.trustStore=/tmp/trust.p12 -Djavax.net.ssl.trustStorePassword=$seal -Djdk.tls.client.protocols=TLSv1.3,TLSv1.2"
exec java -XX:MaxRAMPercentage=70 -jar "${KEYWARD_CONSOLE_JAR:-/opt/keyward/console.jar}" "$@"
