package io.automigrate.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.secret.SecretMask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void values_keep_their_order_and_their_kind() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("text", "a \"b\"\nc");
        map.put("number", 3);
        map.put("flag", true);
        map.put("nothing", null);
        map.put("none", Optional.empty());
        map.put("some", Optional.of("1.2"));
        map.put("list", List.of(1, List.of(), Map.of()));
        assertThat(Json.of(map, SecretMask.URLS_ONLY))
                .isEqualTo("{\"text\":\"a \\\"b\\\"\\nc\",\"number\":3,\"flag\":true,\"nothing\":null,\"none\":null,"
                        + "\"some\":\"1.2\",\"list\":[1,[],{}]}");
    }

    @Test
    void a_secret_is_hidden_and_the_line_stays_json() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("sql", "CREATE USER shop PASSWORD 'geheim'");
        map.put("url", "jdbc:postgresql://db/shop?password=geheim");
        map.put("last", List.of("token=geheim"));
        assertThat(Json.of(map, SecretMask.URLS_ONLY))
                .isEqualTo(
                        "{\"sql\":\"CREATE USER shop PASSWORD '****'\",\"url\":\"jdbc:postgresql://db/shop?password=****\","
                                + "\"last\":[\"token=****\"]}");
    }
}
