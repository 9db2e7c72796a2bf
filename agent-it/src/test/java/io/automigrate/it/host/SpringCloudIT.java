package io.automigrate.it.host;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.net.JsonServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Applications of Spring Cloud that fetch the account of their database from a server: the real clients, a server with fixed answers. */
@Execution(ExecutionMode.CONCURRENT)
class SpringCloudIT {
    private static final String FILE = "application.properties";

    private static final String OF_CONFIG_SERVER = "secret-of-the-client";
    private static final String TOKEN = "hvs.secret-token";
    private static final String KEY = "key-of-the-cipher";

    @TempDir
    private Path folder;

    private FreshDatabase database;
    private SpringApp app;

    @BeforeEach
    void createDatabase() {
        database = Database.POSTGRESQL.create(folder);
        app = new SpringApp(folder);
    }

    private String account(String password) {
        return """
                {"spring.datasource.url": "%s", "spring.datasource.username": "%s", "spring.datasource.password": "%s"}
                """.formatted(database.url(), database.user(), password);
    }

    /** Answers as Spring Cloud's config server for the application "shop" with the profile "prod". */
    private JsonServer configServer(String password) {
        String login = Base64.getEncoder().encodeToString(("shop:" + OF_CONFIG_SERVER).getBytes());
        return new JsonServer("Authorization", "Basic " + login)
                .with("/shop/default", """
                        {"name": "shop", "profiles": ["default"], "propertySources": [
                          {"name": "shop.yml", "source": {"spring.flyway.table": "versions"}}
                        ]}
                        """)
                .with("/shop/prod", """
                        {"name": "shop", "profiles": ["prod"], "propertySources": [
                          {"name": "shop-prod.yml", "source": %s},
                          {"name": "shop.yml", "source": {"spring.flyway.table": "versions"}}
                        ]}
                        """.formatted(account(password)));
    }

    /** Answers as Vault: a KV engine of the second version has the URL, and the engine for databases makes an account. */
    private JsonServer vault() {
        return new JsonServer("X-Vault-Token", TOKEN)
                .with("/v1/sys/internal/ui/mounts/secret/shop", """
                        {"data": {"path": "secret/", "type": "kv", "options": {"version": "2"}}}
                        """)
                .with("/v1/secret/data/shop", """
                        {"data": {"data": {"spring.datasource.url": "%s"}, "metadata": {"version": 1}}}
                        """.formatted(database.url()))
                .with("/v1/database/creds/writer", """
                        {"lease_id": "database/creds/writer/1", "lease_duration": 3600, "renewable": true,
                         "data": {"username": "%s", "password": "%s"}}
                        """.formatted(database.user(), database.password()))
                .with("/v1/sys/leases/revoke", "{}");
    }

    /** Encrypts as Spring Cloud does with a key that both sides have: AES-256 in CBC mode. */
    private static String encrypted(String text) throws GeneralSecurityException {
        PBEKeySpec derived = new PBEKeySpec(KEY.toCharArray(), HexFormat.of().parseHex("deadbeef"), 1024, 256);
        byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1")
                .generateSecret(derived)
                .getEncoded();
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        byte[] content = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
        return "{cipher}" + HexFormat.of().formatHex(cipher.getIV())
                + HexFormat.of().formatHex(content);
    }

    private void assertMigrated(FinishedJvm jvm, String place) {
        assertThat(jvm)
                .endedWith(0)
                .told(database.url() + " as " + database.user() + " (spring.datasource.url, " + place + ")")
                .told("10 scripts in classpath:db/migration", "10 applied, version 10")
                .printed("first query")
                .neverSaid("names no database", database.password(), OF_CONFIG_SERVER, TOKEN, KEY)
                .saidNothingElse();
        assertThat(jvm.story())
                .filteredOn(line -> line.contains("completed successfully"))
                .hasSize(1);
    }

    static List<SpringCloud> importing() {
        return SpringCloud.V2025_0.orAll();
    }

    @ParameterizedTest
    @MethodSource("importing")
    void the_database_that_a_config_server_names_is_migrated(SpringCloud cloud) {
        try (JsonServer server = configServer(database.password())) {
            app.with(FILE, """
                    spring.application.name=shop
                    spring.profiles.active=prod
                    spring.config.import=configserver:%s
                    spring.cloud.config.username=shop
                    spring.cloud.config.password=%s
                    spring.cloud.vault.enabled=false
                    """.formatted(server.url(), OF_CONFIG_SERVER));

            assertMigrated(
                    app.start(cloud, "lib")
                            .environment("AUTO_MIGRATE_LOG_LEVEL", "debug")
                            .run(),
                    "configserver:shop-prod.yml");
            assertThat(server.served()).contains("/shop/prod");
        }
        assertThat(database.query("SELECT count(*) FROM versions")).containsExactly("10");
    }

    static List<SpringCloud> withVault() {
        return SpringCloud.V2025_1.orAll();
    }

    @ParameterizedTest
    @MethodSource("withVault")
    void the_account_that_vault_makes_is_used(SpringCloud cloud) {
        try (JsonServer server = vault()) {
            app.with(FILE, """
                    spring.application.name=shop
                    spring.config.import=vault://
                    spring.cloud.vault.uri=%s
                    spring.cloud.vault.token=%s
                    spring.cloud.vault.database.enabled=true
                    spring.cloud.vault.database.role=writer
                    spring.cloud.config.enabled=false
                    """.formatted(server.url(), TOKEN));

            assertMigrated(app.start(cloud, "lib").run(), "secret/shop");
            // The agent does not ask for an account of its own.
            assertThat(server.served()).containsOnlyOnce("/v1/secret/data/shop", "/v1/database/creds/writer");
        }
    }

    static List<SpringCloud> bootstrapping() {
        return SpringCloud.V2021_0.orAll();
    }

    @ParameterizedTest
    @MethodSource("bootstrapping")
    void the_bootstrap_context_is_not_taken_for_the_application(SpringCloud cloud) throws GeneralSecurityException {
        try (JsonServer server = configServer(encrypted(database.password()))) {
            app.with("bootstrap.yml", """
                    spring:
                      application.name: shop
                      profiles.active: prod
                      datasource.url: jdbc:postgresql://localhost:1/overridden
                      cloud:
                        config: {uri: "%s", username: shop, password: %s}
                        vault.enabled: false
                    """.formatted(server.url(), OF_CONFIG_SERVER));

            assertMigrated(
                    app.start(cloud, "lib", "bootstrap")
                            .environment("ENCRYPT_KEY", KEY)
                            .run(),
                    "bootstrapProperties-shop-prod.yml");
            assertThat(server.served()).contains("/shop/prod");
        }
        assertThat(database.query("SELECT count(*) FROM versions")).containsExactly("10");
    }
}
