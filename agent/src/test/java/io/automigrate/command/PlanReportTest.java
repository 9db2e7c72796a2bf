package io.automigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.console.Json;
import io.automigrate.console.Terminal;
import io.automigrate.engine.SchemaEngine;
import io.automigrate.review.PlannedScript;
import io.automigrate.review.Remark;
import io.automigrate.secret.SecretMask;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanReportTest {
    private static final Terminal TERMINAL = new Terminal(80, false, StandardCharsets.UTF_8);

    private static SchemaEngine.Migration pending(String script) {
        return new SchemaEngine.Migration(
                Optional.of("2"),
                "b",
                "SQL",
                "Pending",
                true,
                false,
                SchemaEngine.Checksum.NONE,
                script,
                Optional.empty());
    }

    private static PlanReport report(PlannedScript... scripts) {
        SchemaEngine.Overview overview = new SchemaEngine.Overview("public", Optional.of("1"), List.of());
        return new PlanReport("jdbc:postgresql://db/shop", overview, "", List.of(scripts), List.of("afterMigrate.sql"));
    }

    @Test
    void a_plan_is_a_script_with_all_other_text_in_comments() {
        Remark lock = new Remark(Remark.Kind.LOCK, 2, "blocks writes");
        assertThat(report(
                                new PlannedScript(
                                        pending("V2__b.sql"), Optional.of("\nALTER TABLE b;\n"), List.of(lock)),
                                new PlannedScript(pending("db.V3"), Optional.empty(), List.of()))
                        .text(TERMINAL))
                .isEqualTo("""
                        -- Schema "public" of jdbc:postgresql://db/shop is at version 1, 2 migrations would be applied
                        -- Callbacks that run as well: afterMigrate.sql

                        -- 1 of 2: V2__b.sql
                        -- ! line 2: blocks writes
                        ALTER TABLE b;

                        -- 2 of 2: db.V3
                        -- (a Java migration)
                        """);
    }

    @Test
    void without_anything_to_do_it_is_one_line() {
        assertThat(report().text(TERMINAL))
                .isEqualTo(
                        "-- Schema \"public\" of jdbc:postgresql://db/shop is at version 1, nothing would be applied\n");
    }

    @Test
    void a_program_gets_every_remark_with_its_kind() {
        Remark remark = new Remark(Remark.Kind.NOT_TRANSACTIONAL, 0, "x");
        assertThat(Json.of(
                        report(new PlannedScript(pending("V2__b.sql"), Optional.of("SELECT 1"), List.of(remark)))
                                .json(),
                        SecretMask.URLS_ONLY))
                .isEqualTo("{\"command\":\"plan\",\"database\":\"jdbc:postgresql://db/shop\",\"schema\":\"public\","
                        + "\"version\":\"1\",\"tablesWithoutHistory\":null,\"callbacks\":[\"afterMigrate.sql\"],\"migrations\":[{\"version\":\"2\","
                        + "\"description\":\"b\",\"type\":\"SQL\",\"script\":\"V2__b.sql\",\"sql\":\"SELECT 1\","
                        + "\"remarks\":[{\"kind\":\"not-transactional\",\"line\":null,\"text\":\"x\"}]}]}");
    }
}
