package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.database.PgBouncer;
import io.automigrate.it.database.PostgresServer;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.RunningJvm;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL behind PgBouncer in transaction mode, where the next client would get a lock of the session. */
class PoolerIT {
    @TempDir
    private Path folder;

    @Test
    void instances_behind_a_pooler_take_turns_and_leave_no_lock_behind() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        Optional<PgBouncer> pooler = PgBouncer.start(PostgresServer.shared(), database);
        assumeTrue(pooler.isPresent(), "no pgbouncer on the PATH, and none could be unpacked");
        try (PgBouncer pgBouncer = pooler.get()) {
            Scripts scripts = Scripts.person().versioned("3", "slow", "SELECT pg_sleep(1);");
            ChildJvm app = UnderAgent.start(
                    UnderAgent.hello(Database.POSTGRESQL, scripts), database.through(pgBouncer.port()), folder);

            List<RunningJvm> jvms = List.of(app.start(), app.start(), app.start());
            boolean toldOfPooler = false;
            for (RunningJvm jvm : jvms) {
                var finished = jvm.endInput().finish();
                assertThat(finished).endedWith(0).printed("Hello").saidNothingElse();
                toldOfPooler |= finished.story().stream()
                        .anyMatch(line -> line.contains("behind a pooler that shares connections by transaction"));
            }

            assertThat(toldOfPooler).isTrue();
            assertThat(database.history()).hasSize(3);
            assertThat(database.query("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
                            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"))
                    .containsExactly("0");
        }
    }
}
