package io.automigrate.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BridgeTest {
    private static final int KEEP_WAITING = -1;

    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void release() {
        await(place -> 0);
        Bridge.reached("the end");
    }

    @Test
    void a_call_without_a_waiting_start_has_no_effect() {
        Bridge.reached("a");
        assertThat(Bridge.isWaiting()).isFalse();
    }

    @Test
    void the_bridge_waits_for_the_application_to_migrate_for_and_then_forgets_the_start() {
        await(place -> {
            notes.add("asked for " + place);
            return place.equals("shop") ? 0 : KEEP_WAITING;
        });
        Bridge.reached("manager");
        assertThat(Bridge.isWaiting()).isTrue();
        Bridge.reached("shop");
        assertThat(Bridge.isWaiting()).isFalse();
        Bridge.reached("other");
        assertThat(notes).containsExactly("asked for manager", "asked for shop", "closed");
    }

    @Test
    void a_second_application_waits_for_the_first_ones_migration() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        await(place -> {
            notes.add("migrating");
            inside.countDown();
            awaitLatch(leave);
            notes.add("migrated");
            return 0;
        });
        Thread first = new Thread(() -> Bridge.reached("first"));
        first.start();
        inside.await();
        Thread second = new Thread(() -> {
            Bridge.reached("second");
            notes.add("second goes on");
        });
        second.start();
        while (second.getState() != Thread.State.BLOCKED) {
            Thread.onSpinWait();
        }
        leave.countDown();
        first.join();
        second.join();
        assertThat(notes).containsSubsequence("migrating", "migrated", "second goes on");
        assertThat(notes).containsOnlyOnce("migrating");
    }

    @Test
    void a_hook_that_is_reached_from_inside_is_passed() {
        await(place -> {
            notes.add(place.toString());
            Bridge.reached("inner");
            return 0;
        });
        Bridge.reached("outer");
        assertThat(notes).containsExactly("outer", "closed");
    }

    @Test
    void no_exception_reaches_the_host() {
        await(place -> {
            throw new NoClassDefFoundError("java/sql/Driver");
        });
        Bridge.reached("shop");
        assertThat(Bridge.isWaiting()).isFalse();
    }

    private void await(ToIntFunction<Object> start) {
        // FAIL_ON_ERROR=false: what fails here must not end the JVM of the tests.
        EarlySettings settings =
                new EarlySettings(null, new Properties(), Map.of("AUTO_MIGRATE_FAIL_ON_ERROR", "false"));
        new Bridge(() -> notes.add("closed"), settings).accept(start);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
