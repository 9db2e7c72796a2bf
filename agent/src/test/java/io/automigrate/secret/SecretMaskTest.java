package io.automigrate.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMaskTest {

    @Nested
    class BeforeTheHostOfAUrl {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "postgres://shop:geheim@db:5432/shop          | postgres://shop:****@db:5432/shop",
                    "//user:pa@ss/w:rd@host                       | //user:****@host",
                    "postgres://:geheim@db/shop                   | postgres://:****@db/shop",
                    "postgres://shop@azure:geheim@db/shop         | postgres://shop@azure:****@db/shop",
                    "postgres://shop:1234@db/shop                 | postgres://shop:****@db/shop",
                    "postgres://shop:ge?heim@db/shop              | postgres://shop:****@db/shop",
                    "postgres://shop:g#&;%ä€@[::1]:5432/shop      | postgres://shop:****@[::1]:5432/shop",
                    "at postgres://a:b@c/d and mysql://e:f@g/h    | at postgres://a:****@c/d and mysql://e:****@g/h",
                    "jdbc:oracle:thin:scott/tiger@//db:1521/shop  | jdbc:oracle:thin:scott/****@//db:1521/shop",
                })
        void a_password_is_hidden_and_the_user_stays(String text, String masked) {
            assertThat(SecretMask.URLS_ONLY.mask(text)).isEqualTo(masked);
        }

        @Test
        void a_word_in_the_place_of_the_port_is_hidden_because_it_may_be_a_password() {
            assertThat(SecretMask.URLS_ONLY.mask("postgres://shop:geheim/shop")).isEqualTo("postgres://shop:****/shop");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "jdbc:postgresql://host:5432/db",
                    "jdbc:postgresql://h1:5432,h2:5433/db?targetServerType=primary",
                    "jdbc:postgresql://host:5432/db?user=shop@server",
                    "jdbc:postgresql://[::1]:5432/db",
                    "jdbc:sqlserver://host\\instance:1433;user=shop@server;encrypt=true",
                    "jdbc:oracle:thin:@//db:1521/shop",
                    "jdbc:oracle:thin:@tnsname",
                    "jdbc:mysql://host/db",
                    "https://rd.gt/3ZuS0Wb",
                    "connection to \"//host:5432/db\" refused, ask shop@example.com",
                    "user=shop",
                    "V1__a.sql // comment",
                })
        void a_url_without_a_password_stays_as_it_is(String text) {
            assertThat(SecretMask.URLS_ONLY.mask(text)).isEqualTo(text);
        }
    }

    @Nested
    class AfterAName {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "jdbc:postgresql://h/d?password=geheim&ssl=true    | jdbc:postgresql://h/d?password=****&ssl=true",
                    "jdbc:postgresql://h/d?ssl=true&password=a;b,c'd   | jdbc:postgresql://h/d?ssl=true&password=****",
                    "jdbc:postgresql://h/d?sslpassword=geheim          | jdbc:postgresql://h/d?sslpassword=****",
                    "jdbc:h2:mem:x;USER=sa;PASSWORD=geheim;MODE=MySQL  | jdbc:h2:mem:x;USER=sa;PASSWORD=****;MODE=MySQL",
                    "jdbc:h2:mem:x;PASSWORD=a\\;b;MODE=MySQL           | jdbc:h2:mem:x;PASSWORD=****;MODE=MySQL",
                    "jdbc:sqlserver://h;password={a;b};encrypt=true    | jdbc:sqlserver://h;password=****;encrypt=true",
                    "jdbc:db2://h:50000/d:user=u;password=p;x=y;       | jdbc:db2://h:50000/d:user=u;password=****;x=y;",
                    "address=(host=h)(user=u)(password=a)              | address=(host=h)(user=u)(password=****)",
                    "url 'jdbc:x://h/d?token=abc' refused              | url 'jdbc:x://h/d?token=****' refused",
                    "redirect=jdbc%3Ax%3Fpassword%3Dgeheim%26ssl       | redirect=jdbc%3Ax%3Fpassword%3D****%26ssl",
                    "{\"user\":\"u\",\"password\": \"ge\\\"heim\"}     | {\"user\":\"u\",\"password\": \"****\"}",
                    "Password = geheim                                 | Password = ****",
                    "(password=geheim), user=shop                      | (password=****), user=shop",
                    "password=\"a b\" x                                | password=\"****\" x",
                    "AUTO_MIGRATE_PASSWORD=geheim: too short           | AUTO_MIGRATE_PASSWORD=****: too short",
                    "-Dauto.migrate.password=geheim -jar               | -Dauto.migrate.password=**** -jar",
                    "aws_secret=x apikey=y access_key=z                | aws_secret=**** apikey=**** access_key=****",
                })
        void a_secret_is_hidden(String text, String masked) {
            assertThat(SecretMask.URLS_ONLY.mask(text)).isEqualTo(masked);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "CREATE USER app PASSWORD 'ge''heim' LOGIN           | CREATE USER app PASSWORD '****' LOGIN",
                    "create user app identified by 'ge\\'heim';          | create user app identified by '****';",
                    "CREATE USER app IDENTIFIED BY \"tiger\"             | CREATE USER app IDENTIFIED BY \"****\"",
                    "UPDATE users SET password = 'x' WHERE id = 1        | UPDATE users SET password = '****' WHERE id = 1",
                    "ALTER ROLE app PASSWORD 'cut of                     | ALTER ROLE app PASSWORD '****",
                })
        void the_password_of_a_statement_is_hidden(String text, String masked) {
            assertThat(SecretMask.URLS_ONLY.mask(text)).isEqualTo(masked);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "password authentication failed for user \"shop\"",
                    "AUTO_MIGRATE_PASSWORD_FILE=\"/run/secrets/db\": there is no such file",
                    "AUTO_MIGRATE_PASSWORD_FILE=\"/run/secrets/shop/password\" is no file; write the path of a file",
                    "cat: /run/secrets/shop/password: Permission denied",
                    "can't read '/run/secrets/api_key': the disk says 'no'",
                    "C:\\secrets\\db.password is a folder \"of\" other files",
                    "AUTO_MIGRATE_PASSWORD: a password without a user",
                    "unexpected token 'FROM'",
                    "the server asks for a password",
                    "no password=",
                    "a = b",
                    "CREATE TABLE account (token VARCHAR(20), password VARCHAR(255))",
                })
        void a_text_without_a_secret_stays_as_it_is(String text) {
            assertThat(SecretMask.URLS_ONLY.mask(text)).isEqualTo(text);
        }
    }

    @Nested
    class KnownValues {

        @Test
        void a_long_value_is_hidden_everywhere() {
            assertThat(mask("correct-horse", "xcorrect-horsey and correct-horse"))
                    .isEqualTo("x****y and ****");
        }

        @Test
        void a_short_value_is_hidden_where_it_is_a_whole_word() {
            assertThat(mask("test", "login test/test, testing V1__test.sql latest"))
                    .isEqualTo("login ****/****, testing V1__test.sql latest");
        }

        @Test
        void a_value_of_two_characters_stays_because_stars_would_reveal_it() {
            assertThat(mask("a", "a table")).isEqualTo("a table");
        }

        @Test
        void a_value_that_contains_another_value_is_hidden_as_a_whole() {
            assertThat(new SecretMask(List.of("horse", "horse-battery")).mask("horse-battery horse"))
                    .isEqualTo("**** ****");
        }

        @Test
        void an_empty_value_hides_nothing() {
            assertThat(mask("", "text")).isEqualTo("text");
        }

        private String mask(String secret, String text) {
            return new SecretMask(List.of(secret)).mask(text);
        }
    }
}
