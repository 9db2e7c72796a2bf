package io.automigrate.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerCommandTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.catalina.startup.Bootstrap stop",
                "org.apache.catalina.startup.Bootstrap -config conf/server.xml stop",
                "org.apache.catalina.startup.Bootstrap configtest",
                "org.apache.catalina.util.ServerInfo",
                "org.apache.catalina.startup.Tool -server org.apache.catalina.realm.RealmBase secret",
                "org.apache.tomcat.jakartaee.MigrationCLI a.war b.war",
                "/opt/jetty/start.jar --list-config",
                "/opt/jetty/start.jar --list-modules=*",
                "/opt/jetty/start.jar --stop",
                "/opt/jetty/start.jar --add-modules=http,deploy",
                "/opt/jetty/start.jar --dry-run",
                "/opt/jetty/start.jar jetty.base=/srv --version",
                "/opt/wildfly/jboss-modules.jar -mp /opt/wildfly/modules org.jboss.as.cli --connect",
                "/opt/wildfly/jboss-modules.jar -mp /opt/wildfly/modules org.jboss.as.domain-add-user",
                "/opt/wildfly/jboss-modules.jar -mp /opt/wildfly/modules org.jboss.as.process-controller"
                        + " -jboss-home /opt/wildfly -- org.jboss.as.server",
                "/opt/wildfly/jboss-modules.jar -mp /opt/wildfly/modules org.wildfly.security.elytron-tool mask",
                "org.jboss.modules.Main -mp /opt/wildfly/modules org.jboss.as.appclient",
                "/opt/wildfly/bin/client/jboss-cli-client.jar",
                "/opt/ol/wlp/bin/tools/ws-server.jar defaultServer --pid=12 --status",
                "/opt/ol/wlp/bin/tools/ws-server.jar defaultServer --pid=12 --status:start",
                "/opt/ol/wlp/bin/tools/ws-server.jar defaultServer --stop",
                "/opt/ol/wlp/bin/tools/ws-server.jar --create defaultServer",
                "/opt/ol/wlp/bin/tools/ws-server.jar --version",
                "/opt/ol/wlp/bin/tools/ws-featureUtility.jar installFeature jdbc-4.3",
                "/opt/payara/glassfish/lib/client/appserver-cli.jar start-domain",
                "com.sun.enterprise.admin.cli.AsadminMain list-applications",
                "/opt/payara-micro-6.2025.10.jar --deploy a.war --outputUberJar b.jar",
                "/opt/payara-micro.jar --version"
            })
    void a_command_of_a_server_is_left_alone(String command) {
        assertThat(isApplication(command)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.catalina.startup.Bootstrap start",
                "org.apache.catalina.startup.Bootstrap -config conf/stop start",
                "org.apache.catalina.startup.Bootstrap",
                "/opt/jetty/start.jar",
                "/opt/jetty/start.jar jetty.http.port=8081",
                "/opt/wildfly/jboss-modules.jar -mp /opt/wildfly/modules org.jboss.as.standalone -c standalone.xml",
                "/opt/wildfly/jboss-modules.jar -mp /opt/wildfly/modules org.jboss.as.server",
                "/opt/wildfly/jboss-modules.jar -mp /opt/app/modules com.example.app",
                "/opt/ol/wlp/bin/tools/ws-server.jar defaultServer",
                "/opt/ol/wlp/bin/tools/ws-server.jar defaultServer --clean",
                "/opt/payara-micro-6.2025.10.jar --deploy a.war --port 8080",
                "com.sun.enterprise.glassfish.bootstrap.ASMain -type DOMAIN",
                "/app/start.jar.jar --stop",
                "/app/app.jar --version"
            })
    void a_program_with_the_arguments_of_a_server_is_migrated_for(String command) {
        assertThat(isApplication(command)).isTrue();
    }

    private static boolean isApplication(String command) {
        Properties properties = new Properties();
        properties.setProperty("sun.java.command", command);
        properties.setProperty("java.class.path", "/app");
        return new LaunchedProgram(properties, List.of()).isApplication(null);
    }
}
