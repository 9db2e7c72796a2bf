package io.automigrate.kind.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MySqlAccountTest {
    @ParameterizedTest
    @CsvSource({
        "*, shop, true",
        "`shop`, shop, true",
        "`shop`, shop2, false",
        "`shop%`, shop_eu, true",
        "`sho_`, shop, true",
        "`shop\\_eu`, shop_eu, true",
        "`shop\\_eu`, shopXeu, false"
    })
    void a_grant_is_for_databases_that_match_its_pattern(String granted, String database, boolean matches) {
        assertThat(MySqlAccount.matches(granted, database)).isEqualTo(matches);
    }

    @Test
    void all_privileges_are_all_that_are_needed() {
        assertThat(MySqlAccount.rights("ALL PRIVILEGES")).contains("CREATE", "ALTER", "DROP", "INDEX");
        assertThat(MySqlAccount.rights("SELECT, CREATE, CREATE VIEW"))
                .containsExactlyInAnyOrder("SELECT", "CREATE", "CREATE VIEW");
    }
}
