package io.automigrate.it.torture;

import java.util.List;
import java.util.Random;

/** Makes up words: ordinary ones, broken ones, and ones that programs stumble over. */
final class Words {
    private static final List<String> PIECES = List.of(
            "a",
            "Z",
            "0",
            "9",
            "-1",
            "1.2",
            "99999999999999999999",
            "true",
            "null",
            " ",
            "\t",
            "\n",
            "\r\n",
            "'",
            "''",
            "\"",
            "`",
            ";",
            ",",
            ":",
            "=",
            "(",
            ")",
            "((((",
            "[",
            "{",
            "}",
            "${",
            "${x}",
            "%",
            "%s",
            "\\",
            "/",
            "//",
            "..",
            "*",
            "**",
            "?",
            "#",
            "--",
            "/*",
            "*/",
            "$$",
            "$a$",
            "é",
            "ß",
            "İ",
            "日本",
            "😀",
            "\u202e",
            "\u200b",
            "\ufeff",
            "\u0001",
            "\u0007",
            "\u001b[31m",
            "\u0085",
            "\u2028",
            "jdbc:",
            "jdbc:h2:mem:x",
            "classpath:",
            "filesystem:",
            "db/migration",
            "V1__a.sql",
            "5s",
            "1m",
            "-3s",
            "PT5S",
            "UTF-8",
            "SELECT 1",
            "CREATE TABLE x (id INT)",
            "INSERT INTO x VALUES (1)",
            "DROP TABLE x",
            "COMMIT",
            "BEGIN",
            "END",
            "DELIMITER //",
            "__",
            "V",
            "R__",
            "U1__");

    private final Random random;

    Words(Random random) {
        this.random = random;
    }

    /** Returns up to so many pieces behind each other; now and then very many. */
    String text(int most) {
        int pieces = random.nextInt(20) == 0 ? most * 200 : random.nextInt(most + 1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    /** Returns a name that a file can have. */
    String fileName(int most) {
        String name = text(most).replace("/", "_").replace("\n", "_");
        name = name.length() > 60 ? name.substring(0, 60) : name;
        return name.isBlank() || name.equals(".") || name.equals("..") ? "x" : name;
    }

    /** Returns bytes in which some were changed, left out or repeated. */
    byte[] damaged(byte[] whole) {
        byte[] bytes = whole.clone();
        if (random.nextInt(4) == 0) {
            return java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        for (int i = random.nextInt(8); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    int number(int bound) {
        return random.nextInt(bound);
    }
}
