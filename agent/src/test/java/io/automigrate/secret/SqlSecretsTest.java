package io.automigrate.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlSecretsTest {

    /** Every statement holds the secret "geheim" once or more; "shop" is what the operator needs to see. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // PostgreSQL
                "ALTER ROLE shop PASSWORD $$geheim$$",
                "ALTER ROLE shop PASSWORD $q$ge'geheim$q$ VALID UNTIL '2030-01-01'",
                "ALTER ROLE shop PASSWORD E'ge\\'geheim'",
                "ALTER ROLE shop PASSWORD U&'\\0067geheim'",
                "ALTER ROLE shop PASSWORD U&'!0067geheim' UESCAPE '!'",
                "ALTER ROLE shop ENCRYPTED PASSWORD 'geheim'",
                "ALTER ROLE shop PASSWORD\n\t'geheim'",
                "ALTER ROLE shop PASSWORD -- the new one\n'geheim'",
                "ALTER ROLE shop PASSWORD /* the new\none */ 'geheim'",
                "ALTER ROLE shop PASSWORD 'ge'\n'geheim'",
                "DO $do$ BEGIN EXECUTE 'ALTER ROLE shop PASSWORD ''geheim'''; END $do$",
                "DO $do$ BEGIN EXECUTE 'ALTER ROLE shop PASSWORD '' geheim'''; END $do$",
                "DO $do$ BEGIN EXECUTE 'ALTER ROLE shop PASSWORD $x$geheim$x$'; END $do$",
                "EXECUTE 'ALTER ROLE shop PASSWORD ' || quote_literal('geheim')",
                "EXECUTE 'ALTER ROLE shop PASSWORD ''' || 'geheim' || ''''",
                "EXECUTE format('ALTER ROLE shop PASSWORD %L', 'geheim')",
                "EXECUTE format('ALTER ROLE %I PASSWORD %L', 'x', 'geheim') /* shop */",
                "SELECT add_user(name => 'shop', password => 'geheim')",
                "SELECT add_user(password := 'geheim') -- shop",
                "CREATE USER MAPPING FOR shop SERVER s OPTIONS (user 'shop', password 'geheim')",
                "ALTER USER MAPPING FOR shop SERVER s OPTIONS (SET password 'geheim')",
                "CREATE SERVER shop FOREIGN DATA WRAPPER w OPTIONS (host 'db', passwd 'geheim')",
                "CREATE SERVER shop FOREIGN DATA WRAPPER w OPTIONS (host 'db', access_token 'geheim')",
                "CREATE SERVER shop FOREIGN DATA WRAPPER w OPTIONS (\"password\" 'geheim')",
                "CREATE SUBSCRIPTION shop CONNECTION 'host=db password=geheim dbname=shop' PUBLICATION p",
                "CREATE SUBSCRIPTION shop CONNECTION 'host=db password=ge;geheim,x)geheim dbname=shop' PUBLICATION p",
                "CREATE SUBSCRIPTION shop CONNECTION 'host=db password=''ge geheim'' dbname=shop' PUBLICATION p",
                "CREATE SUBSCRIPTION shop CONNECTION 'host=db password=ge\\ geheim dbname=shop' PUBLICATION p",
                "CREATE SUBSCRIPTION shop CONNECTION 'postgresql://u:geheim@db/shop' PUBLICATION p",
                "SELECT dblink_connect('shop=1 password=geheim') /* shop */",
                "SELECT dblink_connect_u('c', 'host=db user=u password = geheim') -- shop",
                "SELECT pgp_sym_encrypt('x', 'geheim') FROM shop",
                "SELECT pgp_sym_decrypt(column_1, $$geheim$$) FROM shop",
                "SELECT encrypt_iv('x'::bytea, 'geheim', 'iv', 'aes') FROM shop",
                "UPDATE shop SET hash = crypt('geheim', gen_salt('bf'))",
                "SELECT hmac('x', 'geheim', 'sha256') FROM shop",
                "UPDATE shop SET password = crypt('geheim', gen_salt('bf'))",
                "UPDATE shop SET password = upper(lower('geheim'))",
                "UPDATE shop SET (name, password) = ('x', 'geheim')",
                "INSERT INTO shop (name, password) VALUES ('x', 'geheim')",
                "INSERT INTO shop (api_token, \"name\") VALUES ($$geheim$$, 'x'), ('geheim', 'y')",
                "INSERT INTO shop VALUES ('smtp_password', 'geheim')",
                "SELECT set_config('shop.password', 'geheim', false) -- shop",
                "SET shop.secret = 'geheim'",
                "ALTER DATABASE shop SET app.jwt_secret TO 'geheim'",
                "ALTER SYSTEM SET primary_conninfo = 'user=shop password=geheim'",
                "SELECT '{\"shop\": 1, \"password\": \"geheim\"}'::json",
                "SELECT jsonb_build_object('password', 'geheim') FROM shop",
                "CREATE TABLE shop (password varchar(20) NOT NULL DEFAULT 'geheim')",
                "SELECT * FROM shop WHERE password IN ('geheim', 'geheim2')",
                "SELECT * FROM shop WHERE password <> 'geheim'",
                "COPY shop FROM 's3://x' CREDENTIALS 'aws_access_key_id=geheim'",
                "COPY shop FROM 's3://x' CREDENTIALS 'id=1;aws_secret_access_key=geheim'",
                "COPY shop TO PROGRAM 'curl -H \"Authorization: Bearer geheim\" https://x'",
                "COPY shop TO PROGRAM 'tool --password geheim https://x'",
                "INSERT INTO shop VALUES ('-----BEGIN PRIVATE KEY-----\ngeheim\n-----END PRIVATE KEY-----')",
                "Key (api_token)=(geheim) already exists in shop",
                // MySQL and MariaDB
                "SET PASSWORD = PASSWORD('geheim') -- shop",
                "SET PASSWORD FOR 'shop'@'%' = PASSWORD('geheim')",
                "SET PASSWORD FOR shop@localhost = 'geheim'",
                "SET PASSWORD FOR CURRENT_USER() = 'geheim' -- shop",
                "CREATE USER shop IDENTIFIED BY 'geheim'",
                "CREATE USER shop IDENTIFIED BY \"geheim\"",
                "CREATE USER shop IDENTIFIED/**/BY 'geheim'",
                "CREATE USER shop IDENTIFIED\nBY\n'geheim'",
                "CREATE USER shop IDENTIFIED BY PASSWORD '*geheim'",
                "CREATE USER shop IDENTIFIED VIA ed25519 USING PASSWORD('geheim')",
                "CREATE USER shop IDENTIFIED VIA mysql_native_password USING 'geheim' OR unix_socket",
                "CREATE USER shop IDENTIFIED VIA unix_socket OR ed25519 USING PASSWORD('geheim')",
                "CREATE USER shop IDENTIFIED WITH 'caching_sha2_password' BY 'geheim'",
                "CREATE USER shop IDENTIFIED WITH caching_sha2_password AS 'geheim'",
                "ALTER USER shop IDENTIFIED BY 'geheim' REPLACE 'geheim2'",
                "CREATE USER shop IDENTIFIED BY 'x', other IDENTIFIED BY 'geheim'",
                "GRANT ALL ON shop.* TO shop IDENTIFIED BY _utf8mb4'geheim'",
                "CHANGE MASTER TO MASTER_HOST='shop', MASTER_PASSWORD='geheim'",
                "CHANGE REPLICATION SOURCE TO SOURCE_HOST='shop', SOURCE_PASSWORD = 'geheim'",
                "START SLAVE USER='shop' PASSWORD='geheim'",
                "CREATE SERVER shop FOREIGN DATA WRAPPER mysql OPTIONS (USER 'shop', PASSWORD 'geheim')",
                "SELECT AES_ENCRYPT('x', 'geheim') FROM shop",
                "SELECT AES_DECRYPT(c, \"geheim\") FROM shop",
                "UPDATE shop SET hash = MD5('geheim')",
                "CREATE TABLE shop (a int) CONNECTION='mysql://u:geheim@h/db'",
                // H2, Oracle, SQL Server, SQLite
                "CREATE USER shop PASSWORD 'geheim' ADMIN",
                "ALTER USER shop SET PASSWORD 'geheim'",
                "ALTER USER shop SET SALT 'geheim' HASH 'geheim'",
                "CREATE LINKED TABLE shop('org.h2.Driver', 'jdbc:h2:x', 'sa', 'geheim', 'T')",
                "CREATE USER shop IDENTIFIED BY geheim",
                "CREATE USER shop IDENTIFIED BY VALUES 'S:geheim'",
                "ALTER USER shop IDENTIFIED BY geheim REPLACE geheim2",
                "CREATE DATABASE LINK shop CONNECT TO u IDENTIFIED BY geheim USING 'tns'",
                "CREATE USER shop IDENTIFIED BY q'[geheim]'",
                "UPDATE shop SET password = q'!ge'geheim!'",
                "CREATE LOGIN shop WITH PASSWORD = N'geheim'",
                "CREATE LOGIN shop WITH PASSWORD = 0xgeheim HASHED",
                "CREATE CREDENTIAL shop WITH IDENTITY = 'u', SECRET = 'geheim'",
                "OPEN SYMMETRIC KEY shop DECRYPTION BY PASSWORD = 'geheim'",
                "SELECT ENCRYPTBYPASSPHRASE('geheim', 'x') FROM shop",
                "EXEC sp_addlogin 'x', 'geheim' -- shop",
                "PRAGMA key = 'geheim' -- shop",
                "ATTACH DATABASE 'shop' AS x KEY 'geheim' -- shop",
                // in messages
                "Still applying V9__shop.sql: statement 3 (line 14): ALTER ROLE shop PASSWORD $$geheim …; waits for pid 4",
                "error in the SQL syntax of shop near 'IDENTIFIED BY 'geheim'' at line 1",
                "{\"statement\":\"ALTER ROLE shop PASSWORD \\\"geheim\\\"\"}",
                "{\"statement\":\"{\\\"password\\\":\\\"geheim\\\",\\\"shop\\\":1}\"}",
            })
    void the_secret_of_a_statement_is_hidden_and_the_rest_stays(String sql) {
        String masked = SecretMask.URLS_ONLY.mask(sql);
        assertThat(masked).doesNotContain("geheim").contains(SecretMask.STARS, "shop");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE account (token VARCHAR(20), password VARCHAR(255) DEFAULT '', name TEXT DEFAULT 'x')",
                "CREATE INDEX ON account (token, password)",
                "COMMENT ON TABLE account IS 'without secrets'",
                "SELECT count(*) FROM account WHERE name = 'x'; SELECT 'password'",
                "DROP USER shop; -- the password goes with the user 'shop'",
                "ALTER USER shop PASSWORD EXPIRE",
                "Duplicate entry '5' for key 'account.PRIMARY'",
                "unexpected token 'FROM'",
                "ERROR: column \"password\" of relation \"account\" does not exist",
                "password authentication failed for user \"shop\"",
                "INSERT INTO account (name) VALUES ('x')",
                "WHERE primary_key = 'x'",
                "jdbc:sqlserver://h;encrypt=true;trustServerCertificate=true",
                "md5 authentication is not supported",
            })
    void a_text_without_a_secret_stays_as_it_is(String text) {
        assertThat(SecretMask.URLS_ONLY.mask(text)).isEqualTo(text);
    }

    @Test
    void the_parts_around_the_secret_stay_readable() {
        assertThat(mask("CREATE USER app PASSWORD $$geheim$$ VALID UNTIL '2030-01-01'"))
                .isEqualTo("CREATE USER app PASSWORD $$****$$ VALID UNTIL '2030-01-01'");
        assertThat(mask("OPTIONS (host 'db', password 'geheim', port '5432')"))
                .isEqualTo("OPTIONS (host 'db', password '****', port '5432')");
        assertThat(mask("UPDATE users SET password = 'x' WHERE id = 1 AND name = 'bob'"))
                .isEqualTo("UPDATE users SET password = '****' WHERE id = 1 AND name = 'bob'");
        assertThat(mask("SET PASSWORD FOR 'app'@'%' = PASSWORD('x')"))
                .isEqualTo("SET PASSWORD FOR 'app'@'%' = PASSWORD('****')");
        assertThat(mask("V3.sql: ALTER ROLE app PASSWORD 'gehe …; waits for \"shop\""))
                .isEqualTo("V3.sql: ALTER ROLE app PASSWORD '**** …; waits for \"shop\"");
    }

    @Test
    void every_word_passes_the_test_of_its_first_letters() {
        for (SecretName name : SecretName.values()) {
            for (String word : name.words()) {
                assertThat(NamedSecrets.mayBegin(word + "=", 0)).as(word).isTrue();
                assertThat(SecretName.at(word.toUpperCase(java.util.Locale.ROOT), 0))
                        .as(word)
                        .isNotNull();
            }
        }
    }

    private static String mask(String text) {
        return new SecretMask(List.of()).mask(text);
    }
}
