#!/bin/sh
# Builds the agent and the example, then starts it under the agent on an H2 file below target/.
# The first start applies the migrations, the next one finds nothing to do.
set -eu
cd "$(dirname "$0")/../.."
mvn -q -B -ntp -DskipTests -pl agent,examples/quarkus -am package
JDBC_DATABASE_URL="jdbc:h2:file:$PWD/examples/quarkus/target/shop" \
JDBC_DATABASE_USERNAME=sa \
JDBC_DATABASE_PASSWORD= \
JAVA_TOOL_OPTIONS="-javaagent:$PWD/agent/target/auto-migrate-agent.jar" \
    java -jar examples/quarkus/target/quarkus-app/quarkus-run.jar
