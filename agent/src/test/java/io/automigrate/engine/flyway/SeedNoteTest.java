package io.automigrate.engine.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.engine.note.SeedNote;
import io.automigrate.kind.h2.H2;
import io.automigrate.log.RecordedLog;
import io.automigrate.settings.Settings;
import io.automigrate.settings.SettingsBuilder;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeedNoteTest extends EngineOnH2 {
    private final Settings.History seeds = new Settings.History(List.of(), Optional.empty(), "seeds");

    private Settings settings() {
        return new SettingsBuilder()
                .account(database.getURL(), "sa", null)
                .history(history)
                .seed("seeds")
                .build();
    }

    private boolean isDue() throws SQLException {
        return SeedNote.isDue(keepsTheDatabaseAlive, seeds, H2.kind());
    }

    private void beforeFirstScript(Settings of, boolean foundEmpty) {
        SeedNote note = new SeedNote(of, new RecordedLog().log());
        if (foundEmpty) {
            note.foundEmpty();
        }
        note.beforeScript(keepsTheDatabaseAlive);
        note.beforeScript(keepsTheDatabaseAlive);
    }

    @Test
    void data_is_due_from_the_first_script_of_an_empty_database_to_the_first_script_of_the_data() throws SQLException {
        beforeFirstScript(settings(), false);
        assertThat(isDue()).isFalse();

        beforeFirstScript(settings(), true);
        beforeFirstScript(settings(), true);
        assertThat(isDue()).isTrue();

        beforeFirstScript(settings().forSeed(false), false);
        assertThat(isDue()).isFalse();
    }
}
