package io.automigrate.settings.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.settings.Settings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Initial data, backups, baseline. */
class RescueSettingsTest {
    @Test
    void nothing_is_seeded_or_saved_without_a_setting() {
        assertThat(Start.withUrl().settings().seed()).isEmpty();
        assertThat(Start.withUrl().settings().backup()).isEmpty();
    }

    @Test
    void seeds_have_locations_and_a_table() {
        Settings.Seed seed = Start.withUrl()
                .env("AUTO_MIGRATE_SEED_LOCATIONS", "classpath:db/seed,db/{vendor}")
                .settings()
                .seed()
                .orElseThrow();
        assertThat(seed.locations()).hasToString("[classpath:db/seed, classpath:db/h2]");
        assertThat(seed.table()).isEqualTo("flyway_seed_history");
        assertThat(seed.existing()).isFalse();
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_SEED_LOCATIONS", "db/seed")
                        .env("AUTO_MIGRATE_SEED_TABLE", "seeds")
                        .env("AUTO_MIGRATE_SEED_EXISTING", "yes")
                        .settings()
                        .seed())
                .hasValueSatisfying(other -> {
                    assertThat(other.table()).isEqualTo("seeds");
                    assertThat(other.existing()).isTrue();
                });
    }

    @ParameterizedTest
    @CsvSource({
        "db/migration, db/migration",
        "db/migration/seed, db/migration",
        "db, db/migration",
        "filesystem:/sql/seed, filesystem:/sql",
        "filesystem:/sql/../sql/seed, filesystem:/sql/",
    })
    void migrations_and_seeds_must_not_share_a_folder(String seed, String migration) {
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_LOCATIONS", migration)
                        .env("AUTO_MIGRATE_SEED_LOCATIONS", seed)
                        .problem())
                .startsWith("AUTO_MIGRATE_SEED_LOCATIONS=\"" + seed + "\": ")
                .contains("share a folder");
    }

    @Test
    void seeds_beside_migrations_are_fine() {
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_LOCATIONS", "db/migration,filesystem:/sql")
                        .env("AUTO_MIGRATE_SEED_LOCATIONS", "db/migrations,filesystem:/sql2")
                        .settings()
                        .seed())
                .isPresent();
    }

    @Test
    void the_history_of_the_migrations_is_not_the_one_of_the_seeds() {
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_SEED_LOCATIONS", "db/seed")
                        .env("AUTO_MIGRATE_SEED_TABLE", "flyway_schema_history")
                        .problem())
                .contains("needs a table of its own");
    }

    @Test
    void a_backup_is_a_directory_or_a_command() {
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_BACKUP", "/backups")
                        .settings()
                        .backup())
                .contains(new Settings.BackupDirectory(Path.of("/backups"), 0));
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_BACKUP", "/backups")
                        .env("AUTO_MIGRATE_BACKUP_KEEP", "3")
                        .settings()
                        .backup())
                .contains(new Settings.BackupDirectory(Path.of("/backups"), 3));
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_BACKUP", "command: /opt/save.sh --all")
                        .settings()
                        .backup())
                .contains(new Settings.BackupCommand("/opt/save.sh --all"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "1.5"})
    void how_many_are_kept_is_a_number(String keep) {
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_BACKUP", "/backups")
                        .env("AUTO_MIGRATE_BACKUP_KEEP", keep)
                        .problem())
                .startsWith("AUTO_MIGRATE_BACKUP_KEEP=\"" + keep + "\": ");
    }

    @Test
    void an_impossible_rescue_setting_is_a_problem_before_the_start() {
        assertThat(Start.with("AUTO_MIGRATE_URL", "jdbc:oracle:thin:@//db/shop")
                        .env("AUTO_MIGRATE_BACKUP", "/backups")
                        .problem())
                .contains("how to back up \"oracle\" is not known here, use command:");
        assertThat(Start.withUrl().env("AUTO_MIGRATE_BACKUP", "command: ").problem())
                .contains("no command");
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_BACKUP", "command:x")
                        .env("AUTO_MIGRATE_BACKUP_KEEP", "1")
                        .problem())
                .contains("only the command knows");
        assertThat(Start.with("AUTO_MIGRATE_URL", "jdbc:oracle:thin:@//db/shop")
                        .env("AUTO_MIGRATE_BACKUP", "command:x")
                        .settings()
                        .backup())
                .isPresent();
    }

    @Test
    void a_setting_without_effect_is_a_warning() {
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_BACKUP_KEEP", "1")
                        .env("AUTO_MIGRATE_SEED_TABLE", "x")
                        .resolved()
                        .warnings())
                .containsExactlyInAnyOrder(
                        "AUTO_MIGRATE_BACKUP_KEEP: has no effect without AUTO_MIGRATE_BACKUP",
                        "AUTO_MIGRATE_SEED_TABLE: has no effect without AUTO_MIGRATE_SEED_LOCATIONS");
    }

    @Test
    void the_stamp_is_flyways() {
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_BASELINE_ON_MIGRATE", "yes")
                        .env("AUTO_MIGRATE_BASELINE_VERSION", "latest")
                        .settings()
                        .engine()
                        .flyway())
                .containsEntry("baselineOnMigrate", "true")
                .containsEntry("baselineVersion", "latest");
    }

    @Test
    void the_rules_for_seeds_are_their_own() {
        Settings settings = Start.withUrl()
                .env("AUTO_MIGRATE_SEED_LOCATIONS", "db/seed")
                .env("AUTO_MIGRATE_BACKUP", "/backups")
                .env("AUTO_MIGRATE_TARGET", "3")
                .env("AUTO_MIGRATE_FLYWAY_INSTALLED_BY", "ci")
                .env("AUTO_MIGRATE_SCHEMAS", "shop")
                .settings();
        assertThat(settings.forSeed(true).backup()).isEmpty();
        assertThat(settings.forSeed(false).backup()).isPresent();
        assertThat(settings.forSeed(true).history().table()).isEqualTo("flyway_seed_history");
        assertThat(settings.forSeed(true).history().schemas()).containsExactly("shop");
        assertThat(settings.forSeed(true).engine().flyway())
                .containsOnlyKeys("installedBy", "baselineOnMigrate", "baselineVersion");
    }
}
