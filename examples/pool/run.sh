#!/bin/sh
# Builds the agent and the example, then starts the example under the agent on an H2 file below target/.
# The first start applies the migrations, the next one finds nothing to do.
set -eu
cd "$(dirname "$0")/../.."
mvn -q -B -ntp -DskipTests -pl agent,examples/pool -am package
printf 'token-of-today\n' > examples/pool/target/token
SHOP_HOME="$PWD/examples/pool/target" \
AUTO_MIGRATE_URL=pool \
JAVA_TOOL_OPTIONS="-javaagent:$PWD/agent/target/auto-migrate-agent.jar" \
    java -jar examples/pool/target/shop.jar
