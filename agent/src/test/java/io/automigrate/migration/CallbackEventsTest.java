package io.automigrate.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.api.callback.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallbackEventsTest {
    @ParameterizedTest
    @EnumSource(Event.class)
    void every_event_of_flyway_is_known(Event event) {
        assertThat(CallbackEvents.prefixOf(event.getId())).isEqualTo(event.getId());
        assertThat(CallbackEvents.prefixOf(event.getId() + "__x")).isEqualTo(event.getId());
    }

    @Test
    void no_other_event_is_known() {
        assertThat(CallbackEvents.ids())
                .allSatisfy(id -> assertThat(Event.fromId(id)).isNotNull());
    }

    @Test
    void the_longest_name_counts() {
        assertThat(CallbackEvents.prefixOf("afterMigrateErrorX")).isEqualTo("afterMigrateError");
        assertThat(CallbackEvents.prefixOf("afterMigrateX")).isEqualTo("afterMigrate");
    }

    @Test
    void other_names_have_none() {
        assertThat(CallbackEvents.prefixOf("AfterMigrate")).isEmpty();
        assertThat(CallbackEvents.prefixOf("")).isEmpty();
    }
}
