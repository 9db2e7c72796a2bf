package io.automigrate.secret;

import java.util.List;

/** The words by which a name, an SQL keyword or an SQL function shows that a secret follows. */
enum SecretName {
    /** A name that stands directly before its value in SQL: {@code PASSWORD 'x'}. */
    PASSWORD(
            "password",
            "passwd",
            "passphrase",
            "pwd",
            "secret",
            "credential",
            "apikey",
            "api_key",
            "api-key",
            "accesskey"),
    /** A name that stands before its value as well. */
    KEY(
            "access_key",
            "access-key",
            "privatekey",
            "private_key",
            "encryption_key",
            "signing_key",
            "master_key",
            "accountkey"),
    /** A word of parsers as well: {@code unexpected token 'x'}. Its value follows "=", a bracket or a comma. */
    TOKEN("token"),
    /** A short name, which counts only as a whole word or after a separator: {@code db_pass}. */
    SHORT("pass", "pw", "salt", "rekey"),
    /** A key of an encrypted SQLite or H2 database: {@code PRAGMA key = 'x'}. Counts only in such statements. */
    CIPHER_KEY("key"),
    /** {@code IDENTIFIED BY 'x'}, {@code IDENTIFIED VIA plugin USING 'x'}. */
    IDENTIFIED("identified"),
    /** A function whose arguments may be secrets. */
    FUNCTION("crypt", "hmac", "digest", "dblink_connect", "hashbytes", "md5", "sha1", "sha2", "sha512", "linked table"),
    /** A procedure without brackets around its arguments. */
    PROCEDURE("sp_addlogin", "sp_password", "sp_addlinkedsrvlogin", "sp_setapprole"),
    /** The beginning of a statement whose list of columns names the secret: {@code INSERT INTO a (password) VALUES ('x')}. */
    INSERT("insert", "replace into", "merge into", "update"),
    /** The beginning of a statement in which {@code KEY} is a secret. */
    CIPHER("pragma", "attach"),
    /** A header of HTTP: {@code Authorization: Bearer x}. */
    HEADER("authorization"),
    /** The first line of a key in a text file. */
    KEY_FILE("private key-----");

    private static final SecretName[] ALL = values();

    private final String[] words;

    SecretName(String... words) {
        this.words = words;
    }

    /** Returns the kind of the word at a position; {@code null} when none of the words stands there. */
    static SecretName at(String text, int at) {
        for (SecretName name : ALL) {
            if (name.lengthAt(text, at) > 0) {
                return name;
            }
        }
        return null;
    }

    /** Returns the length of the word of this kind at a position, 0 when there is none. */
    int lengthAt(String text, int at) {
        char first = Character.toLowerCase(text.charAt(at));
        for (String word : words) {
            if (word.charAt(0) == first && text.regionMatches(true, at, word, 0, word.length())) {
                return word.length();
            }
        }
        return 0;
    }

    /** Returns all words of this kind. */
    List<String> words() {
        return List.of(words);
    }

    /** Returns whether the word is the name of a value, and not a function or a statement. */
    boolean isNameOfValue() {
        return compareTo(IDENTIFIED) < 0;
    }

    /** Returns whether a literal may follow without an operator, as in {@code PASSWORD 'x'}. */
    boolean standsBeforeLiteral() {
        return this != TOKEN;
    }
}
