#!/bin/sh
# Builds the agent and the example, then starts the executable jar under the agent on an H2 file below target/.
# The first start applies the migrations, the next one finds nothing to do.
set -eu
cd "$(dirname "$0")/../.."
mvn -q -B -ntp -DskipTests -pl agent,examples/spring-boot -am package
JAVA_TOOL_OPTIONS="-javaagent:$PWD/agent/target/auto-migrate-agent.jar" \
    java -jar examples/spring-boot/target/shop.jar
