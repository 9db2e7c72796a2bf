package io.automigrate.database.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ConstantPoolTest {

    @Test
    void a_class_that_does_not_refer_to_the_name_stays_as_it_is() throws Exception {
        byte[] original = bytesOf(Sample.class);

        assertThat(ConstantPool.rename(original, "java/sql/DriverManager", "x/Y"))
                .isSameAs(original);
    }

    @Test
    void a_renamed_class_calls_the_other_one() throws Exception {
        byte[] renamed = ConstantPool.rename(bytesOf(Sample.class), internal(First.class), internal(Second.class));

        Supplier<?> sample =
                (Supplier<?>) define(renamed).getDeclaredConstructor().newInstance();

        assertThat(new Sample().get()).isEqualTo("first 1 2.0");
        assertThat(sample.get()).isEqualTo("second 1 2.0");
    }

    private static Class<?> define(byte[] bytes) throws ClassNotFoundException {
        return new ClassLoader(ConstantPoolTest.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                return name.equals(Sample.class.getName())
                        ? defineClass(name, bytes, 0, bytes.length)
                        : super.loadClass(name, resolve);
            }
        }.loadClass(Sample.class.getName());
    }

    private static byte[] bytesOf(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream("/" + internal(type) + ".class")) {
            return in.readAllBytes();
        }
    }

    private static String internal(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    /** Has every sort of constant: numbers of two places, strings, dynamic calls, method handles. */
    public static final class Sample implements Supplier<String> {
        private static final long LONG = System.nanoTime() > 0 ? 0x1234567890L : 0;

        @Override
        public String get() {
            Supplier<String> name = First::name;
            double two = LONG == 0x1234567890L ? 2.0 : 3.7e12;
            return name.get() + " " + 1 + " " + two;
        }
    }

    /** The class that is called. */
    public static final class First {
        private First() {}

        /** Returns its name. */
        public static String name() {
            return "first";
        }
    }

    /** The class that is to be called. */
    public static final class Second {
        private Second() {}

        /** Returns its name. */
        public static String name() {
            return "second";
        }
    }
}
