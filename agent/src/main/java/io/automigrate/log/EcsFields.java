package io.automigrate.log;

import io.automigrate.failure.Failure;
import io.automigrate.text.JsonText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The fields of a line of the JSON log besides its message, with the names of the
 * <a href="https://www.elastic.co/docs/reference/ecs">Elastic Common Schema</a>. Fields without a name in that schema are below
 * {@code auto_migrate}.
 */
final class EcsFields {
    private static final String OWN = "auto_migrate.";

    private EcsFields() {}

    static String ofSuccess(Duration duration) {
        return ",\"event.outcome\":\"success\",\"event.duration\":" + duration.toNanos();
    }

    static String ofFailure(Failure failure) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("event.outcome", "failure");
        fields.put("error.type", failure.exitCode().name().toLowerCase(Locale.ROOT));
        fields.put("error.code", Integer.toString(failure.exitCode().code()));
        fields.put("error.message", failure.headline());
        put("sqlstate", failure.origin().sqlState(), fields);
        for (Failure.Detail detail : failure.details()) {
            // Several details may have the same label, for example several wrong settings.
            put(detail.label().replace(' ', '_'), detail.text(), fields);
        }
        StringBuilder text = new StringBuilder(512);
        for (Map.Entry<String, String> field : fields.entrySet()) {
            text.append(",\"").append(field.getKey()).append("\":\"");
            JsonText.escape(field.getValue(), text);
            text.append('"');
        }
        return text.toString();
    }

    private static void put(String name, String value, Map<String, String> fields) {
        if (!value.isEmpty()) {
            fields.merge(OWN + name, value, (one, other) -> one + "\n" + other);
        }
    }
}
