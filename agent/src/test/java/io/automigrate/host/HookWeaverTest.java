package io.automigrate.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automigrate.bootstrap.BridgeRecorder;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HookWeaverTest {
    private static final String LAUNCHER = "io/automigrate/host/HookWeaverTest$Launcher";
    private static final String LAUNCH = "(Ljava/lang/String;Ljava/lang/Object;)V";

    private final BridgeRecorder bridge = BridgeRecorder.install();

    /** Stands for a host's class. */
    public static class Launcher {
        /** Says when it ran, by way of the same list that the bridge writes to. */
        public void launch(String name, Object application) {
            if (name.isEmpty()) {
                return;
            }
            if (name.equals("broken")) {
                throw new IllegalStateException(name);
            }
            BridgeRecorder.note("launched " + name);
        }

        /** A method with this name and other parameters is another method. */
        public void launch(String name) {
            BridgeRecorder.note("other " + name);
        }

        public static void open(Object application) {
            BridgeRecorder.note("static");
        }
    }

    @AfterEach
    void remove() {
        bridge.close();
    }

    @Test
    void the_call_comes_before_the_method() throws Exception {
        launch(Hook.atEntry(LAUNCHER, "launch", LAUNCH, 2), "a");
        assertThat(bridge.notes()).containsExactly("reached application", "launched a");
    }

    @Test
    void a_hook_may_give_the_object_and_its_parameter() throws Exception {
        List<Object> given = new ArrayList<>();
        BridgeRecorder.install(place -> {
            given.addAll(List.of((Object[]) place));
            return 0;
        });

        launch(Hook.atReturn(LAUNCHER, "launch", LAUNCH, Hook.BOTH), "a");

        assertThat(given).hasSize(2).last().isEqualTo("a");
        assertThat(given.get(0).getClass().getName()).endsWith("$Launcher");
    }

    @Test
    void the_call_comes_before_every_return() throws Exception {
        Hook hook = Hook.atReturn(LAUNCHER, "launch", LAUNCH, 1);
        launch(hook, "a");
        launch(hook, "");
        assertThat(bridge.notes()).containsExactly("launched a", "reached a", "reached ");
    }

    @Test
    void a_method_that_throws_does_not_return() {
        assertThatThrownBy(() -> launch(Hook.atReturn(LAUNCHER, "launch", LAUNCH, 1), "broken"))
                .hasRootCauseMessage("broken");
        assertThat(bridge.notes()).isEmpty();
    }

    @Test
    void other_methods_of_the_name_stay_as_they_are() throws Exception {
        Object launcher = woven(Hook.atEntry(LAUNCHER, "launch", LAUNCH, 2));
        launcher.getClass().getMethod("launch", String.class).invoke(launcher, "b");
        assertThat(bridge.notes()).containsExactly("other b");
    }

    @Test
    void a_method_that_is_not_there_is_an_error_that_names_it() {
        for (Hook hook : List.of(
                Hook.atEntry(LAUNCHER, "launch", "()V", 0),
                Hook.atEntry(LAUNCHER, "start", LAUNCH, 0),
                Hook.atEntry(LAUNCHER, "open", "(Ljava/lang/Object;)V", 0))) {
            assertThatThrownBy(() -> HookWeaver.weave(classFile(), hook))
                    .isInstanceOf(UnexpectedHostException.class)
                    .hasMessageContaining(hook.toString())
                    .hasMessageContaining(hook.descriptor());
        }
    }

    @Test
    void a_class_of_a_java_that_is_not_known_yet_is_an_error() throws IOException {
        byte[] future = classFile();
        future[7] = 120;
        assertThatThrownBy(() -> HookWeaver.weave(future, Hook.atEntry(LAUNCHER, "launch", LAUNCH, 0)))
                .isInstanceOf(UnexpectedHostException.class)
                .hasMessageContaining("can't be read");
    }

    private static void launch(Hook hook, String name) throws Exception {
        Object launcher = woven(hook);
        launcher.getClass().getMethod("launch", String.class, Object.class).invoke(launcher, name, "application");
    }

    private static Object woven(Hook hook) throws Exception {
        byte[] bytes = HookWeaver.weave(classFile(), hook);
        ClassLoader loader = new ClassLoader(HookWeaverTest.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                return name.equals(Launcher.class.getName())
                        ? defineClass(name, bytes, 0, bytes.length)
                        : super.loadClass(name, resolve);
            }
        };
        return loader.loadClass(Launcher.class.getName()).getConstructor().newInstance();
    }

    private static byte[] classFile() throws IOException {
        try (InputStream file = Launcher.class.getResourceAsStream("/" + LAUNCHER + ".class")) {
            return file.readAllBytes();
        }
    }
}
