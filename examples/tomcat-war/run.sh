#!/bin/sh
# Builds the agent and the example, then starts Tomcat with it under the agent on an H2 file below target/.
# Then: curl http://localhost:8080/shop/products (or whatever PORT says)
set -eu
cd "$(dirname "$0")/../.."
mvn -q -B -ntp -DskipTests -pl agent,examples/tomcat-war -am package
tomcat="$PWD"/examples/tomcat-war/target/apache-tomcat-11.0.24
rm -rf "$tomcat"/webapps/*
cp examples/tomcat-war/target/shop.war "$tomcat"/webapps/
# No port for "shutdown": a signal does.
sed -e "s/port=\"8080\"/port=\"${PORT:-8080}\"/" -e 's/port="8005"/port="-1"/' "$tomcat"/conf/server.xml > "$tomcat"/conf/shop.xml
JDBC_DATABASE_URL="jdbc:h2:file:$PWD/examples/tomcat-war/target/shop;AUTO_SERVER=TRUE" \
JDBC_DATABASE_USERNAME=sa \
JDBC_DATABASE_PASSWORD= \
JAVA_TOOL_OPTIONS="-javaagent:$PWD/agent/target/auto-migrate-agent.jar" \
    exec sh "$tomcat"/bin/catalina.sh run -config conf/shop.xml
