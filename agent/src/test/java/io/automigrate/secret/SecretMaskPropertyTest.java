package io.automigrate.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.text.JsonText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Generated statements and encodings. The seed is in the message of a failure. */
class SecretMaskPropertyTest {
    private static final int ROUNDS = 20_000;
    private static final String MARK = "geheim";

    /** "~" is a gap, "?" the literal. */
    private static final List<String> STATEMENTS = List.of(
            "ALTER ROLE shop PASSWORD~?",
            "ALTER ROLE shop ENCRYPTED PASSWORD~? VALID UNTIL '2030-01-01'",
            "CREATE USER shop IDENTIFIED~BY~?",
            "CREATE USER shop IDENTIFIED VIA ed25519 USING~PASSWORD(~?)",
            "SET PASSWORD~=~PASSWORD(~?~)",
            "SELECT f(password~=>~?, 1)",
            "CREATE USER MAPPING FOR shop SERVER s OPTIONS (user 'shop', password~?)",
            "UPDATE shop SET password~=~? WHERE id = 1",
            "UPDATE shop SET password~=~lower(~?) WHERE id = 1",
            "INSERT INTO shop (id, password) VALUES (1,~?)",
            "SELECT pgp_sym_encrypt(data,~?) FROM shop",
            "CHANGE MASTER TO MASTER_HOST = 'shop', MASTER_PASSWORD~=~?",
            "INSERT INTO settings VALUES ('api_token',~?)");

    private static final List<String> GAPS =
            List.of(" ", "\n", "\t", " -- a comment\n", " /* a comment */ ", "  /*\n*/ ");

    private static final List<UnaryOperator<String>> LITERALS = List.of(
            SecretMaskPropertyTest::quoted,
            value -> "E'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'",
            value -> "U&" + quoted(value),
            value -> "N" + quoted(value),
            value -> "_utf8mb4" + quoted(value),
            value -> "$$" + value.replace("$", "") + "$$",
            value -> "$tag_1$" + value + "$tag_1$",
            value -> quoted(MARK) + "\n" + quoted(value),
            value -> quoted(MARK) + " || " + quoted(value));

    private static final List<UnaryOperator<String>> PLACES = List.of(
            statement -> statement,
            statement -> "SELECT 'shop'; " + statement + ";",
            statement -> "DO $outer$ BEGIN " + statement + "; END $outer$",
            statement -> "BEGIN EXECUTE " + quoted(statement) + "; END",
            statement -> "DO $outer$ BEGIN EXECUTE " + quoted(statement) + "; END $outer$",
            statement -> "BEGIN EXECUTE " + quoted("EXECUTE " + quoted(statement)) + "; END",
            statement -> "V2__shop.sql, line 3: syntax error in " + statement);

    private static final List<UnaryOperator<String>> ENCODINGS = List.of(
            value -> value,
            value -> URLEncoder.encode(value, StandardCharsets.UTF_8),
            value -> URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"),
            value -> lowerCaseDigits(URLEncoder.encode(value, StandardCharsets.UTF_8)),
            value -> value.replace("'", "''"),
            value -> value.replace("\"", "\"\""),
            value -> value.replace("\\", "\\\\").replace("'", "\\'"),
            SecretMaskPropertyTest::json,
            value -> Base64.getEncoder().encodeToString(bytes(value)),
            value -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(value)));

    @Test
    void no_part_of_a_secret_stays_in_a_generated_statement() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            String statement =
                    pick(STATEMENTS, random).replace("?", pick(LITERALS, random).apply(secret(random)));
            while (statement.contains("~")) {
                statement = statement.replaceFirst("~", pick(GAPS, random));
            }
            String text = pick(PLACES, random).apply(statement);

            assertThat(SecretMask.URLS_ONLY.mask(text))
                    .as("seed %d: %s", seed, text)
                    .doesNotContain(MARK);
        }
    }

    @Test
    void a_known_value_is_hidden_in_every_encoding() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            String secret = secret(random) + "0123456789".charAt(random.nextInt(10));
            String encoded = pick(ENCODINGS, random).apply(secret);
            String text = "seen by shop: <" + encoded + ">";

            assertThat(new SecretMask(List.of(secret)).mask(text))
                    .as("seed %d: %s", seed, secret)
                    .startsWith("seen by shop: <")
                    .endsWith(">")
                    .doesNotContain(encoded)
                    .doesNotContain(encoded.substring(1, encoded.length() - 1));
        }
    }

    @Test
    void the_password_in_a_header_of_http_is_hidden() {
        for (String user : List.of("a", "ab", "abc", "abcd")) {
            String header = Base64.getEncoder().encodeToString(bytes(user + ":correct horse"));
            String encoded = Base64.getEncoder().withoutPadding().encodeToString(bytes("rrect hor"));
            assertThat(new SecretMask(List.of("correct horse")).mask("got Basic " + header))
                    .contains(SecretMask.STARS)
                    .doesNotContain(encoded);
            assertThat(new SecretMask(List.of("correct horse"))
                            .mask("got Basic " + header)
                            .length())
                    .isLessThan("got Basic ".length() + header.length() - 8);
        }
    }

    @Test
    void the_beginning_of_a_known_value_is_hidden_where_a_line_was_shortened() {
        assertThat(new SecretMask(List.of("correct horse")).mask("f('correct ho …; waits"))
                .isEqualTo("f('**** …; waits");
    }

    /** Where the time grows with the square of the length, a text of this length takes minutes to hours. */
    @ParameterizedTest
    @Timeout(60)
    @ValueSource(
            strings = {
                "//",
                "//a:1/",
                "//[",
                "//a:1@",
                "jdbc:oracle:thin:",
                "password",
                "password ",
                "password=",
                "password={",
                "password /*",
                "password -- ",
                "password(",
                "password'",
                "password ''",
                "password $a",
                "password = crypt(",
                "encrypt",
                "crypt(",
                "identified by ",
                "identified /*",
                "insert password,",
                "'",
                "…",
                "geheim-geheim …",
                "private key-----",
                "authorization",
                "((((((((",
                "<password>",
            })
    void the_work_grows_linearly_with_the_text(String part) {
        String text = part.repeat(400_000 / part.length());
        SecretMask mask = new SecretMask(List.of("geheim-geheim-geheim", "'(/:"));
        assertThat(mask.mask(text)).isNotEmpty();
        assertThat(mask.mask(text + "@host 'x' */ ) } ;")).isNotEmpty();
    }

    private static String secret(Random random) {
        StringBuilder secret = new StringBuilder();
        int parts = 1 + random.nextInt(3);
        for (int i = 0; i < parts; i++) {
            secret.append(random.nextInt(3) > 0 ? "" : special(random)).append(MARK);
            secret.append(random.nextInt(3) > 0 ? "" : special(random));
        }
        return secret.toString();
    }

    private static String special(Random random) {
        return pick(
                List.of("'", "\"", "\\", "%", ";", ",", ")", "(", " ", "ä", "€", "@", "/", "+", "&", "''", "x", "$"),
                random);
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static String json(String value) {
        StringBuilder text = new StringBuilder();
        JsonText.escape(value, text);
        return text.toString();
    }

    private static String lowerCaseDigits(String encoded) {
        StringBuilder text = new StringBuilder(encoded);
        for (int i = encoded.indexOf('%'); i >= 0; i = encoded.indexOf('%', i + 3)) {
            text.replace(i, i + 3, encoded.substring(i, i + 3).toLowerCase(Locale.ROOT));
        }
        return text.toString();
    }

    private static byte[] bytes(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    private static <T> T pick(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
